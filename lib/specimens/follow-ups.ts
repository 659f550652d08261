import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { AUTOVERIFICATION, autoverifiableTests } from './autoverify';
import { noMilestones } from './milestones';
import type { Move, WorkTest } from './move-test';
import type { Prepared } from './prepare-transition';
import { sourceOf } from './source-of';
import type { TransitionWork } from './transition-work';

/** The row that leads on by itself, such as publish after verify; null where it asks for more. */
function followUp(prepared: Prepared, action: string, from: string): string | null {
  const rule = prepared.rules.transitions.find((row) => row.action === action && row.from === from);
  return rule && !rule.needsSignature && !rule.needsReason ? rule.to : null;
}

/** Publishes what was just verified, where the lab has publishing follow. */
export function publishVerified(
  work: TransitionWork,
  tests: readonly WorkTest[],
  source: string,
): void {
  const { prepared } = work;
  if (!prepared.rules.publishFollowsVerify) return;
  for (const test of tests) {
    const to = followUp(prepared, 'publish', test.state);
    if (to === null) continue;
    const { occurredAt } = prepared;
    work.take(test, { action: 'publish', occurredAt, to, source, implied: true });
  }
}

/** The system verifies and publishes what needs nobody's eyes. */
export async function autoverify(
  tx: LabTx,
  work: TransitionWork,
  tests: readonly WorkTest[],
): Promise<void> {
  const { occurredAt } = work.prepared;
  const common = { occurredAt, actor: AUTOVERIFICATION, source: sourceOf(AUTOVERIFICATION) };
  for (const test of await autoverifiableTests(tx, tests)) {
    const verified = followUp(work.prepared, 'verify', test.state);
    if (verified === null) continue;
    const after = work.take(test, { ...common, action: 'verify', to: verified });
    const published = followUp(work.prepared, 'publish', after.state);
    if (published !== null) work.take(after, { ...common, action: 'publish', to: published });
  }
}

/** The next run of an invalidated test: asked for now, on a tube that is here. */
export function openRetest(work: TransitionWork, test: WorkTest, source: string): void {
  const { prepared } = work;
  const { occurredAt, said } = prepared;
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
  work.rows.push({
    action: 'create',
    testId: next.id,
    toState: next.state,
    occurredAt,
    implied: true,
    stamps: { ordered: occurredAt.toISOString() },
    reason: said.reason,
  });
  const move: Move = { action: 'receive', to: 'received', occurredAt, source, implied: true };
  const received = work.take(next, move);
  work.moved.delete(next.id);
  work.runs.push({ test: received, retestOfId: test.id });
}
