import { authorize, type Ctx } from '@/lib/platform/context';
import type { Workflow } from './contract';
import { readLabRules } from './lab-rules';
import { isMilestone } from './milestones';
import { workflowMermaid } from './workflow';

/** The lab's states and transitions, and a drawing of them. */
export async function readWorkflow(ctx: Ctx): Promise<Workflow> {
  authorize(ctx, 'read');
  const { states, transitions } = await readLabRules(ctx);
  return {
    states: states.map(({ key, label, kind, milestone }) => ({
      key,
      label,
      kind,
      milestone: milestone !== null && isMilestone(milestone) ? milestone : null,
    })),
    transitions: transitions.map((rule) => ({
      action: rule.action,
      label: rule.label,
      from: rule.from,
      to: rule.to,
      least_role: rule.leastRole,
      needs_reason: rule.needsReason,
      needs_signature: rule.needsSignature,
      four_eyes: rule.fourEyes,
    })),
    mermaid: workflowMermaid(states, transitions),
  };
}
