import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { actionNeeds } from './action-needs';
import { bumpSpecimen } from '../bump-specimen';
import { autoverify, openRetest, publishVerified } from './follow-ups';
import { type LockedSpecimen, lockSpecimen, refuseVoided } from '../lock-specimen';
import type { WorkTest } from './move-test';
import { type PlannedMove, planTransition } from './plan-transition';
import type { Prepared } from './prepare-transition';
import { testsOfOwnHand } from './read-hands';
import { signTests } from './sign-tests';
import { sourceOf } from '../source-of';
import { statesBefore } from './states-before';
import { TransitionWork } from './transition-work';
import { tubeChange } from './tube-change';
import { readWorkTests } from './work-tests';

type Planned = PlannedMove<WorkTest>;

function refuseIncomplete(prepared: Prepared, planned: readonly Planned[]): void {
  const { action, said, signer } = prepared;
  const needs = actionNeeds(
    action,
    planned.map(({ rule }) => rule),
  );
  const bare = planned.find(({ test }) => test.deviceId === null);
  if (needs.device && said.deviceId === null && bare) {
    throw invalidField('device', `name the device that ${bare.test.assay} is started on`);
  }
  if (needs.errorCode && said.errorCodeId === null) {
    throw invalidField('error_code', 'say which error it is');
  }
  if (needs.rejectionReason && said.rejectionReasonId === null) {
    throw invalidField('rejection_reason', 'say why it is rejected');
  }
  if (needs.reason && said.reason === null) throw invalidField('reason', 'say why');
  if (needs.signature && signer === null) {
    throw invalidField('password', 'sign with your own password');
  }
}

async function plan(
  tx: LabTx,
  ctx: Ctx,
  prepared: Prepared,
  specimen: LockedSpecimen,
): Promise<Planned[]> {
  const { rules, action, assays } = prepared;
  const tests = await readWorkTests(tx, ctx, specimen.id);
  const watched =
    rules.fourEyes && rules.transitions.some((rule) => rule.action === action && rule.fourEyes);
  const own = watched
    ? await testsOfOwnHand(
        tx,
        ctx,
        specimen.id,
        tests.map(({ id }) => id),
      )
    : new Set<string>();
  const { number } = specimen;
  const situation = { number, tests, rules, actor: ctx.actor };
  return planTransition({ ...situation, hadAHand: (test) => own.has(test.id) }, { action, assays });
}

/** Where each test goes: what its row says, or back to the state before. */
async function destinations(
  tx: LabTx,
  specimen: LockedSpecimen,
  planned: readonly Planned[],
): Promise<(Planned & { to: string })[]> {
  const back = planned.filter(({ rule }) => rule.to === null).map(({ test }) => test);
  const before = await statesBefore(tx, specimen.id, back);
  return planned.map((move) => {
    const to = move.rule.to ?? before.get(move.test.id);
    if (to === undefined) {
      throw new AppError('conflict', `Nothing tells where ${move.test.assay} was before.`);
    }
    return { ...move, to };
  });
}

/**
 * One action on one specimen, in one transaction: hold the specimen, compare its version, plan,
 * sign, move each test, write history and audit, tell those who follow. Everything or nothing.
 */
export async function applyTransition(
  ctx: Ctx,
  prepared: Prepared,
  number: string,
  seenVersion?: number,
): Promise<LockedSpecimen> {
  return ctx.db.$transaction(async (tx) => {
    const specimen = await lockSpecimen(tx, ctx, number, seenVersion);
    refuseVoided(specimen);
    const planned = await plan(tx, ctx, prepared, specimen);
    refuseIncomplete(prepared, planned);
    const { action, occurredAt, said, signer, rules } = prepared;
    const moves = await destinations(tx, specimen, planned);
    const signatures =
      signer === null
        ? new Map<string, string>()
        : await signTests(tx, ctx, { signer, number, moves, occurredAt, reason: said.reason });

    const work = new TransitionWork(rules, prepared.dueRules);
    const source = sourceOf(ctx.actor);
    if (action === 'reject' && prepared.assays === undefined) {
      const { rejectionReasonId, reason, informed, comment } = said;
      work.rows.push({
        action,
        occurredAt,
        stamps: { rejected: (specimen.rejectedAt ?? occurredAt).toISOString() },
        rejectionReasonId,
        reason,
        informed,
        comment,
      });
    }
    const after = moves.map(({ test, to }) => {
      const signatureId = signatures.get(test.id) ?? null;
      return work.take(test, { ...said, action, occurredAt, to, source, signatureId });
    });
    const step = { occurredAt, source };
    if (action === 'verify') {
      const verified = after.map((test, index) => ({ test, from: moves[index]?.rule.from ?? '' }));
      publishVerified(work, verified, { ...step, actor: ctx.actor });
    }
    if (action === 'submit') await autoverify(tx, work, specimen.id, after, occurredAt);
    if (action === 'invalidate') {
      for (const test of after) openRetest(work, test, { ...step, reason: said.reason });
    }
    await work.write(tx, ctx, specimen);
    await recordAuditEvent(tx, ctx, {
      action: `specimen.${action}`,
      entity: 'specimen',
      entityId: specimen.id,
      before: {
        specimen_id: number,
        version: specimen.version,
        tests: moves.map(({ test: { assay, run, state } }) => ({ assay, run, state })),
      },
      after: {
        specimen_id: number,
        version: specimen.version + 1,
        occurred_at: occurredAt.toISOString(),
        tests: work.tests.map(({ assay, run, state }) => ({ assay, run, state })),
        signatures: [...signatures.values()],
      },
      ...(said.reason === null ? {} : { reason: said.reason }),
    });
    const change = tubeChange(prepared, specimen, moves, source);
    await bumpSpecimen(tx, ctx, specimen, rules.states, change);
    return specimen;
  });
}
