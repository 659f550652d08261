import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { LockedSpecimen } from './lock-specimen';
import { specimenState, type StateRule } from './specimen-state';

type Change = Pick<
  Prisma.SpecimenUncheckedUpdateInput,
  | 'collectedAt'
  | 'receivedAt'
  | 'rejectedAt'
  | 'rejectionReasonId'
  | 'priority'
  | 'locationId'
  | 'specimenType'
  | 'voidedAt'
  | 'sources'
>;

/**
 * Ends a change of a locked specimen: the next version, its state from its tests, and the live
 * event. What else changed on the specimen itself comes along.
 */
export async function bumpSpecimen(
  tx: Pick<LabTx, 'specimen' | 'orderedTest' | '$executeRaw'>,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  specimen: LockedSpecimen,
  states: readonly StateRule[],
  change: Change = {},
): Promise<void> {
  const tests = await tx.orderedTest.findMany({
    where: { specimenId: specimen.id },
    select: { stateKey: true },
  });
  specimen.stateKey = specimenState(
    tests.map((test) => test.stateKey),
    states,
    specimen.stateKey,
  );
  specimen.version += 1;
  await tx.specimen.update({
    where: { labId_id: { labId: ctx.lab.id, id: specimen.id } },
    data: {
      ...change,
      stateKey: specimen.stateKey,
      version: specimen.version,
      lastSequence: specimen.lastSequence,
      updatedAt: ctx.now,
    },
  });
  await emitLiveEvent(tx, ctx.lab.id, {
    entity: 'specimen',
    entityId: specimen.number,
    version: specimen.version,
  });
}
