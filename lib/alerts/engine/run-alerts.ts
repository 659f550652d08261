import { authorize, type Ctx } from '@/lib/platform/context';
import type { RunAlerts, RunAnswer } from '../alerts/contract';
import { findRule } from '../alerts/find-rule';
import { dryRun } from './dry-run';
import { evaluateLab } from './evaluate-lab';
import { inTurn } from './in-turn';
import { runAnswer } from './run-answer';

/**
 * Evaluates all rules of the lab now, as the worker does, and answers what stands and what was put
 * into the outbox; `dry_run` writes and sends nothing. `rule` narrows the answer, not the work. 429
 * where so many ask at once.
 */
export async function runAlerts(ctx: Ctx, { dry_run, rule }: RunAlerts): Promise<RunAnswer> {
  authorize(ctx, 'alerts.run');
  return inTurn(ctx.lab.id, () => (dry_run ? dryRun(ctx, { rule }) : run(ctx, rule)));
}

async function run(ctx: Ctx, rule: string | undefined): Promise<RunAnswer> {
  const only = rule === undefined ? null : await findRule(ctx.db, 'rule', rule);
  const { lab, now, requestId } = ctx;
  const evaluation = await evaluateLab(lab, now, 'asked', { requestId });
  if (!evaluation) throw new Error('Whoever waits for an evaluation gets one');
  const { at, rules, step, told, failures } = evaluation;
  const facts = { at, rules, alerts: step.alerts, told, failures };
  return runAnswer(facts, { only: only?.id ?? null, dry: false });
}
