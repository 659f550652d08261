import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { LockedSpecimen } from './lock-specimen';
import { sourceOf } from './source-of';

type Row = Prisma.TestTransitionCreateManyInput;

/** What one row of history says; who, when recorded and where it stands is added to it. */
export type NewHistoryRow = Pick<Row, 'action'> & { occurredAt: Date } & Partial<
    Pick<
      Row,
      | 'testId'
      | 'fromState'
      | 'toState'
      | 'implied'
      | 'stamps'
      | 'deviceId'
      | 'operator'
      | 'errorCodeId'
      | 'rejectionReasonId'
      | 'reason'
      | 'informed'
      | 'comment'
      | 'signatureId'
    >
  > & {
    /** Who, where it is not the ctx's: the system verifies what somebody submitted. */
    actor?: Ctx['actor'];
  };

/** Appends rows to a locked specimen's history, numbered on from its last. */
export async function appendHistory(
  tx: Pick<LabTx, 'testTransition'>,
  ctx: Pick<Ctx, 'lab' | 'actor' | 'now' | 'requestId'>,
  specimen: LockedSpecimen,
  rows: readonly NewHistoryRow[],
): Promise<void> {
  const data = rows.map(({ actor = ctx.actor, ...row }): Row => {
    specimen.lastSequence += 1;
    return {
      ...row,
      id: newId(),
      labId: ctx.lab.id,
      specimenId: specimen.id,
      sequence: specimen.lastSequence,
      recordedAt: ctx.now,
      source: sourceOf(actor),
      ...actorColumns(actor),
      requestId: ctx.requestId,
    };
  });
  await tx.testTransition.createMany({ data });
}
