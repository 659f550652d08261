import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { Priority } from '../contract';
import { milestonesOf, type MilestoneColumns } from '../milestones';
import type { WorkTest } from './move-test';

const time = z.date().nullable();
const text = z.string().nullable();

const Row = z.object({
  id: z.string(),
  specimenId: z.string(),
  assayId: z.string(),
  assay: z.string(),
  run: z.number().int(),
  priority: Priority,
  state: z.string(),
  deviceId: text,
  operator: text,
  errorCodeId: text,
  rejectionReasonId: text,
  locationId: text,
  orderedAt: time,
  collectedAt: time,
  receivedAt: time,
  startedAt: time,
  resultedAt: time,
  verifiedAt: time,
  releasedAt: time,
  rejectedAt: time,
  failedAt: time,
  amendedAt: time,
  dueAt: time,
  sources: z.record(z.string(), z.string()).catch({}),
});

/**
 * The tests of locked specimens as transitions work on them, by specimen and in the order they
 * came.
 */
export async function readTestsOfMany(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  specimenIds: readonly string[],
): Promise<Map<string, WorkTest[]>> {
  const rows = z.array(Row).parse(
    await tx.$queryRaw`
      SELECT t.id::text AS id, t.specimen_id::text AS "specimenId", t.assay_id::text AS "assayId",
             a.code AS assay, t.run::int AS run,
             t.priority::text AS priority, t.state_key AS state, t.device_id::text AS "deviceId",
             t.operator, t.error_code_id::text AS "errorCodeId",
             t.rejection_reason_id::text AS "rejectionReasonId",
             t.location_id::text AS "locationId", t.ordered_at AS "orderedAt",
             t.collected_at AS "collectedAt", t.received_at AS "receivedAt",
             t.started_at AS "startedAt", t.resulted_at AS "resultedAt",
             t.verified_at AS "verifiedAt", t.released_at AS "releasedAt",
             t.rejected_at AS "rejectedAt", t.failed_at AS "failedAt",
             t.amended_at AS "amendedAt", t.due_at AS "dueAt", t.sources
      FROM ordered_tests t JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
      WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.specimen_id = ANY(${[...specimenIds]}::uuid[])
      ORDER BY t.created_at, t.id`,
  );
  const tests = new Map<string, WorkTest[]>(specimenIds.map((id) => [id, []]));
  for (const row of rows) tests.get(row.specimenId)?.push(workTestOf(row));
  return tests;
}

/** The same of one specimen. */
export async function readWorkTests(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  specimenId: string,
): Promise<WorkTest[]> {
  const tests = await readTestsOfMany(tx, ctx, [specimenId]);
  return tests.get(specimenId) ?? [];
}

function workTestOf(row: z.output<typeof Row>): WorkTest {
  return {
    id: row.id,
    assayId: row.assayId,
    assay: row.assay,
    run: row.run,
    priority: row.priority,
    state: row.state,
    deviceId: row.deviceId,
    operator: row.operator,
    errorCodeId: row.errorCodeId,
    rejectionReasonId: row.rejectionReasonId,
    locationId: row.locationId,
    milestones: milestonesOf(row),
    failedAt: row.failedAt,
    amendedAt: row.amendedAt,
    dueAt: row.dueAt,
    sources: row.sources,
  };
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
