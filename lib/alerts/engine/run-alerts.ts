import { authorize, type Ctx } from '@/lib/platform/context';
import type { RunAlerts, RunAnswer } from '../alerts/contract';
import { findRule } from '../alerts/find-rule';
import { dryRun } from './dry-run';
import { evaluateLab } from './evaluate-lab';
import { runAnswer } from './run-answer';

/**
 * Evaluates all rules of the lab now, as the worker does, and answers what stands and what was put
 * into the outbox; `dry_run` writes and sends nothing. `rule` narrows the answer, not the work.
 */
export async function runAlerts(ctx: Ctx, { dry_run, rule }: RunAlerts): Promise<RunAnswer> {
  authorize(ctx, 'alerts.run');
  if (dry_run) return dryRun(ctx, { rule });
  const only = rule === undefined ? null : await findRule(ctx.db, 'rule', rule);
  const { lab, now, requestId } = ctx;
  const evaluation = await evaluateLab(lab, now, 'asked', { requestId });
  if (!evaluation) throw new Error('Whoever waits for an evaluation gets one');
  const { at, rules, step, told, failures } = evaluation;
  const facts = { at, rules, alerts: step.alerts, told, failures };
  return runAnswer(facts, { only: only?.id ?? null, dry: false });
}
