import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { RunAnswer } from '../alerts/contract';
import { findRule } from '../alerts/find-rule';
import { KINDS } from '../kinds/kind-list';
import type { NewAlertRule } from '../rules/contract';
import { type EngineRule, readRules } from '../rules/read-rules';
import { resolveRule } from '../rules/resolve-rule';
import { decide } from './decide';
import { findAll, type Kinds } from './find-all';
import { inTurn } from './in-turn';
import { readState } from './read-state';
import { runAnswer } from './run-answer';
import { stepEngine } from './step-engine';
import { tell } from './tell';

const LONGEST_MS = 60_000;

/**
 * What stands now and what every channel would be sent if nobody had been told of it yet: waits,
 * intervals and channel hours aside, held back by silences and devices as ever. Writes and sends
 * nothing. `rule` narrows the answer to one.
 */
export async function dryRun(
  ctx: Ctx,
  { rule }: { rule?: string | undefined } = {},
  kinds: Kinds = KINDS,
): Promise<RunAnswer> {
  authorize(ctx, 'alerts.run');
  return ctx.db.$transaction(
    async (tx) => {
      const only = rule === undefined ? null : await findRule(tx, 'rule', rule);
      return look(tx, ctx, kinds, { only: only?.id ?? null, draft: null });
    },
    { timeout: LONGEST_MS },
  );
}

/**
 * The same of a rule that is not saved yet, among those that are; 422 as saving it would be.
 * `replaces` is the rule that it is a change of.
 */
export async function dryRunRule(
  ctx: Ctx,
  given: NewAlertRule,
  replaces?: string,
): Promise<RunAnswer> {
  authorize(ctx, 'rules.write');
  const lookInto = async (tx: LabTx) => {
    const before = replaces === undefined ? null : await findRule(tx, 'replaces', replaces);
    const id = before?.id ?? newId();
    const { rule, channelIds } = await resolveRule(tx, ctx, id, given);
    return look(tx, ctx, KINDS, { only: id, draft: { ...rule, channelIds } });
  };
  return inTurn(ctx.lab.id, () => ctx.db.$transaction(lookInto, { timeout: LONGEST_MS }));
}

async function look(
  tx: LabTx,
  ctx: Ctx,
  kinds: Kinds,
  { only, draft }: { only: string | null; draft: EngineRule | null },
): Promise<RunAnswer> {
  const { lab, now } = ctx;
  const state = await readState(tx, lab, now);
  const stored = await readRules(tx);
  const rules = [...stored.rules.filter(({ id }) => id !== draft?.id), ...(draft ? [draft] : [])];
  const found = await findAll({ db: tx, lab, now }, kinds, rules);
  const failures = new Map([...stored.failures, ...found.failures]);
  const step = stepEngine({
    now,
    ...state,
    rules,
    ended: stored.ended,
    failing: new Set(failures.keys()),
    findings: found.findings,
    isOpen: () => true,
    newId,
  });
  const wanted = (ruleId: string) => only === null || ruleId === only;
  const { decisions } = decide({
    now,
    rules: rules.filter(({ id }) => wanted(id)).map((rule) => ({ ...rule, groupWaitSeconds: 0 })),
    alerts: step.alerts,
    memories: [],
    isOpen: () => true,
  });
  const told = await tell(
    tx,
    { lab, now, rules, channels: state.channels, alerts: step.alerts },
    decisions,
  );
  const facts = { at: now, rules, alerts: step.alerts, told, failures };
  return runAnswer(facts, { only, dry: true });
}
