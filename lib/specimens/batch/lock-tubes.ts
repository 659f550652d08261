import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { Priority, SPECIMEN_NUMBER } from '../contract';
import { readTestsOfMany } from '../transitions/work-tests';
import { type PastStep, type Tube, TubeWork } from './tube-work';

const time = z.date().nullable();
const text = z.string().nullable();

const Tubes = z.array(
  z.object({
    id: z.string(),
    number: z.string(),
    stateKey: z.string(),
    version: z.number().int(),
    lastSequence: z.number().int(),
    specimenType: text,
    locationId: text,
    priority: Priority,
    parentId: text,
    collectedAt: time,
    receivedAt: time,
    rejectedAt: time,
    voidedAt: time,
    sources: z.record(z.string(), z.string()).catch({}),
  }),
);

const Steps = z.array(
  z.object({
    specimenId: z.string(),
    testId: z.string(),
    action: z.string(),
    occurredAt: z.date(),
    recordedAt: z.date(),
    deviceId: text,
    implied: z.boolean(),
  }),
);

/** Steps that tell whether an event was heard before, and whether a person took a test back. */
const PAST_ACTIONS = ['start', 'retry', 'submit', 'fail', 'retract', 'amend'];

/**
 * Holds the specimens of these numbers, in the order of their numbers so that two who hold many
 * cannot wait for each other, and reads them with their tests. Numbers this lab does not have are
 * left out.
 */
export async function lockTubes(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  numbers: readonly string[],
): Promise<Map<string, TubeWork>> {
  const wanted = [...new Set(numbers)].filter((number) => SPECIMEN_NUMBER.test(number));
  if (wanted.length === 0) return new Map();
  const tubes: Tube[] = Tubes.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, number, state_key AS "stateKey", version,
             last_sequence AS "lastSequence", specimen_type AS "specimenType",
             location_id::text AS "locationId", priority::text AS priority,
             parent_id::text AS "parentId", collected_at AS "collectedAt",
             received_at AS "receivedAt", rejected_at AS "rejectedAt", voided_at AS "voidedAt",
             sources
      FROM specimens WHERE lab_id = ${ctx.lab.id}::uuid AND number = ANY(${wanted}::text[])
      ORDER BY number FOR UPDATE`,
  );
  if (tubes.length === 0) return new Map();
  const ids = tubes.map(({ id }) => id);
  const tests = await readTestsOfMany(tx, ctx, ids);
  const steps = Steps.parse(
    await tx.$queryRaw`
      SELECT specimen_id::text AS "specimenId", test_id::text AS "testId", action,
             occurred_at AS "occurredAt", recorded_at AS "recordedAt",
             device_id::text AS "deviceId", implied
      FROM test_transitions
      WHERE lab_id = ${ctx.lab.id}::uuid AND specimen_id = ANY(${ids}::uuid[])
        AND test_id IS NOT NULL AND action = ANY(${PAST_ACTIONS}::text[])
      ORDER BY specimen_id, sequence`,
  );
  const past = new Map<string, PastStep[]>(ids.map((id) => [id, []]));
  for (const { specimenId, ...step } of steps) past.get(specimenId)?.push(step);
  return new Map(
    tubes.map((tube) => [
      tube.number,
      new TubeWork(tube, tests.get(tube.id) ?? [], past.get(tube.id) ?? []),
    ]),
  );
}
