import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { AUTOVERIFICATION, autoverifiableTests } from './autoverify';
import { readDueRules } from '../due-rules';
import type { LabRules, LabTransition } from '../lab-rules';
import type { LockedSpecimen } from '../lock-specimen';
import { noMilestones } from '../milestones';
import type { WorkTest } from './move-test';
import { sourceOf } from '../source-of';
import { mayTake } from '../workflow';
import { TransitionWork } from './transition-work';
import { readWorkTests } from './work-tests';

/** When a follow-up happens, and the way it came in. */
type Step = { occurredAt: Date; source: string };

/** What a follow-up needs of the work it follows. */
export type Working = Pick<TransitionWork, 'rules' | 'take'>;

function ruleOf(work: Working, action: string, from: string): LabTransition | undefined {
  return work.rules.transitions.find((row) => row.action === action && row.from === from);
}

/** Where an action leads that nobody takes by hand; null where a row asks for a reason or a signature. */
function unattended(work: Working, action: string, from: string): string | null {
  const rule = ruleOf(work, action, from);
  return rule && !rule.needsSignature && !rule.needsReason ? rule.to : null;
}

/**
 * Whether whoever verified may publish as well. Four eyes have looked at their hands already where
 * verifying asks for them too.
 */
function mayPublish(work: Working, actor: Actor, { from, to }: VerifiedMove): boolean {
  const rule = ruleOf(work, 'publish', to);
  if (!rule || !mayTake(actor, rule)) return false;
  return !rule.fourEyes || !work.rules.fourEyes || ruleOf(work, 'verify', from)?.fourEyes === true;
}

type VerifiedMove = { from: string; to: string };

/**
 * Publishes what was just verified, where the lab has publishing follow and whoever verified may
 * publish: it waits for somebody who may otherwise. `from` is the state each was verified from.
 */
export function publishVerified(
  work: TransitionWork,
  tests: readonly { test: WorkTest; from: string }[],
  step: Step & { actor: Actor },
): void {
  if (!work.rules.publishFollowsVerify) return;
  for (const { test, from } of tests) {
    if (!mayPublish(work, step.actor, { from, to: test.state })) continue;
    const to = unattended(work, 'publish', test.state);
    if (to !== null) work.take(test, { ...step, action: 'publish', to, implied: true });
  }
}

/** The system verifies and publishes what needs nobody's eyes; answers what it moved. */
export async function autoverify(
  tx: LabTx,
  work: TransitionWork,
  specimenId: string,
  tests: readonly WorkTest[],
  occurredAt: Date,
): Promise<WorkTest[]> {
  return verifyUnattended(work, await autoverifiableTests(tx, specimenId, tests), occurredAt);
}

/** Verifies and publishes tests that the system may; answers them as they then are. */
export function verifyUnattended(
  work: Working,
  eligible: readonly WorkTest[],
  occurredAt: Date,
): WorkTest[] {
  const common = { occurredAt, actor: AUTOVERIFICATION, source: sourceOf(AUTOVERIFICATION) };
  return eligible.flatMap((test) => {
    const verified = unattended(work, 'verify', test.state);
    if (verified === null) return [];
    const after = work.take(test, { ...common, action: 'verify', to: verified });
    const published = unattended(work, 'publish', after.state);
    if (published === null) return [after];
    return [work.take(after, { ...common, action: 'publish', to: published })];
  });
}

/**
 * After results came for a test that was submitted before: the system looks again. Call it with the
 * specimen held, before its version goes on.
 */
export async function autoverifyAgain(
  tx: LabTx,
  ctx: Ctx,
  specimen: LockedSpecimen,
  rules: LabRules,
  testId: string,
): Promise<void> {
  const tests = await readWorkTests(tx, ctx, specimen.id);
  const submitted = tests.filter((test) => test.id === testId && test.state === 'submitted');
  if (submitted.length === 0) return;
  const dueRules = await readDueRules({ db: tx, lab: ctx.lab }, rules.headline);
  const work = new TransitionWork(rules, dueRules);
  const moved = await autoverify(tx, work, specimen.id, submitted, ctx.now);
  if (moved.length === 0) return;
  await work.write(tx, ctx, specimen);
  await recordAuditEvent(
    tx,
    { ...ctx, actor: AUTOVERIFICATION },
    {
      action: 'specimen.verify',
      entity: 'specimen',
      entityId: specimen.id,
      before: { tests: submitted.map(({ assay, run, state }) => ({ assay, run, state })) },
      after: { tests: moved.map(({ assay, run, state }) => ({ assay, run, state })) },
    },
  );
}

/** The next run of an invalidated test: asked for now, of a tube that is here. */
export function openRetest(
  work: TransitionWork,
  test: WorkTest,
  step: Step & { reason: string | null },
): void {
  const { occurredAt, source, reason } = step;
  const next: WorkTest = {
    ...test,
    id: newId(),
    run: test.run + 1,
    state: 'expected',
    deviceId: null,
    operator: null,
    errorCodeId: null,
    rejectionReasonId: null,
    milestones: { ...noMilestones(), ordered: occurredAt, collected: test.milestones.collected },
    failedAt: null,
    amendedAt: null,
    dueAt: null,
    sources: { state: source, ordered: source, priority: source },
  };
  work.open(next, test.id, {
    action: 'create',
    testId: next.id,
    toState: next.state,
    occurredAt,
    implied: true,
    stamps: { ordered: occurredAt.toISOString() },
    reason,
  });
  work.take(next, { action: 'receive', to: 'received', occurredAt, source, implied: true });
}
