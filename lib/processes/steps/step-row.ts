import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { inOrderOf } from '@/lib/platform/db/named-rows';
import type { Step } from '../contract';
import { STEP_KINDS } from '../experiments/planned-step';
import { STEP_FAILED } from './step-sql';

const Row = z.object({
  id: z.string(),
  kind: z.enum(STEP_KINDS),
  name: z.string(),
  fct: z.string(),
  device: z.string(),
  start: z.date(),
  finish: z.date().nullable(),
  status: z.string(),
  failed: z.boolean(),
  simulated: z.boolean(),
  data: z.record(z.string(), z.unknown()),
  container_id: z.string().nullable(),
  container_barcode: z.string().nullable(),
  container_name: z.string().nullable(),
  experiment_uuid: z.string().nullable(),
  origin_device: z.string().nullable(),
  origin_pos: z.number().nullable(),
  target_device: z.string().nullable(),
  target_pos: z.number().nullable(),
  lidded_before: z.boolean().nullable(),
  lidded_after: z.boolean().nullable(),
  barcode_read: z.boolean().nullable(),
  move_id: z.string().nullable(),
  created_by: z.string(),
});

const SELECT = Prisma.sql`
  SELECT s.id::text AS id, s.kind::text AS kind, s.name, s.fct, d.name AS device,
    s.started_at AS start, s.finished_at AS finish, s.status, ${STEP_FAILED} AS failed,
    s.simulated, s.data, c.id::text AS container_id, c.barcode AS container_barcode,
    c.name AS container_name, s.experiment_id::text AS experiment_uuid,
    origin.name AS origin_device, s.origin_slot AS origin_pos,
    target.name AS target_device, s.target_slot AS target_pos,
    s.lidded_before, s.lidded_after, s.barcode_read, s.move_id::text AS move_id,
    s.actor_name AS created_by`;

const NAMES = Prisma.sql`
  JOIN devices d ON d.lab_id = s.lab_id AND d.id = s.device_id
  LEFT JOIN containers c ON c.lab_id = s.lab_id AND c.id = s.container_id
  LEFT JOIN devices origin ON origin.lab_id = s.lab_id AND origin.id = s.origin_device_id
  LEFT JOIN devices target ON target.lab_id = s.lab_id AND target.id = s.target_device_id`;

function stepOf(row: z.output<typeof Row>): Step {
  const { container_id, container_barcode, container_name, start, finish, ...rest } = row;
  return {
    ...rest,
    start: start.toISOString(),
    finish: finish?.toISOString() ?? null,
    seconds: finish === null ? null : (finish.getTime() - start.getTime()) / 1000,
    container:
      container_id === null || container_name === null
        ? null
        : { id: container_id, barcode: container_barcode, name: container_name },
  };
}

/** The steps that `which` chooses as `s` (conditions, order and limit), the newest first. */
export async function stepsWhere(db: Pick<LabTx, '$queryRaw'>, which: Prisma.Sql): Promise<Step[]> {
  const rows = await db.$queryRaw`
    ${SELECT} FROM (SELECT * FROM steps s ${which}) s ${NAMES}
    ORDER BY s.started_at DESC, s.id DESC`;
  return z.array(Row).parse(rows).map(stepOf);
}

/** Steps of a lab by their ids, in their order. */
export async function stepsById(
  db: Pick<LabTx, '$queryRaw'>,
  labId: string,
  ids: readonly string[],
): Promise<Step[]> {
  const found = await stepsWhere(
    db,
    Prisma.sql`WHERE s.lab_id = ${labId}::uuid AND s.id = ANY(${ids}::uuid[])`,
  );
  return inOrderOf(ids, found);
}
