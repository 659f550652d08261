import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { milestonesOf, type MilestoneColumns } from './milestones';
import type { WorkTest } from './move-test';

const Sources = z.record(z.string(), z.string()).catch({});

/** A locked specimen's tests as transitions work on them, in the order they came. */
export async function readWorkTests(
  tx: Pick<LabTx, 'orderedTest'>,
  specimenId: string,
): Promise<WorkTest[]> {
  const rows = await tx.orderedTest.findMany({
    where: { specimenId },
    include: { assay: { select: { code: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    assayId: row.assayId,
    assay: row.assay.code,
    run: row.run,
    priority: row.priority,
    state: row.stateKey,
    deviceId: row.deviceId,
    operator: row.operator,
    errorCodeId: row.errorCodeId,
    rejectionReasonId: row.rejectionReasonId,
    locationId: row.locationId,
    milestones: milestonesOf(row),
    failedAt: row.failedAt,
    amendedAt: row.amendedAt,
    dueAt: row.dueAt,
    sources: Sources.parse(row.sources),
  }));
}

/** The columns of a test's milestones; its collection is the specimen's and kept by a trigger. */
function milestoneColumns({ milestones }: WorkTest): Omit<MilestoneColumns, 'collectedAt'> {
  return {
    orderedAt: milestones.ordered,
    receivedAt: milestones.received,
    startedAt: milestones.started,
    resultedAt: milestones.resulted,
    verifiedAt: milestones.verified,
    releasedAt: milestones.released,
    rejectedAt: milestones.rejected,
  };
}

function columnsOf(test: WorkTest) {
  return {
    ...milestoneColumns(test),
    stateKey: test.state,
    deviceId: test.deviceId,
    operator: test.operator,
    errorCodeId: test.errorCodeId,
    rejectionReasonId: test.rejectionReasonId,
    failedAt: test.failedAt,
    amendedAt: test.amendedAt,
    dueAt: test.dueAt,
    sources: test.sources,
  };
}

/** Writes back a test that was worked on. */
export async function writeWorkTest(
  tx: Pick<LabTx, 'orderedTest'>,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  test: WorkTest,
): Promise<void> {
  await tx.orderedTest.update({
    where: { labId_id: { labId: ctx.lab.id, id: test.id } },
    data: { ...columnsOf(test), updatedAt: ctx.now },
  });
}

/** Writes the next run of a test. */
export async function createRun(
  tx: Pick<LabTx, 'orderedTest'>,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  specimenId: string,
  test: WorkTest,
  retestOfId: string,
): Promise<void> {
  await tx.orderedTest.create({
    data: {
      ...columnsOf(test),
      id: test.id,
      labId: ctx.lab.id,
      specimenId,
      assayId: test.assayId,
      run: test.run,
      priority: test.priority,
      retestOfId,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    },
  });
}
