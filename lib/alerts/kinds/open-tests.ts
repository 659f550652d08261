import { z } from 'zod';
import { TEST_MILESTONE } from '@/lib/metrics/milestone-sql';
import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES, type Priority } from '@/lib/specimens/contract';
import type { LabRules } from '@/lib/specimens/lab-rules';
import type { Labels } from '../finding';
import type { World } from './kind';
import { departmentOf, testLabels, type LabNames } from './lab-names';
import { readColumns } from './read-columns';
import { statesAtDevice } from './states-at-device';

/** An open test with a due time, whose headline segment has not ended. */
export type OpenTest = {
  id: string;
  departmentId: string | null;
  assayId: string;
  locationId: string | null;
  priority: Priority;
  /** The device that reported it last. */
  deviceId: string | null;
  /** The same while it stands there. */
  standsAt: string | null;
  dueAt: Date;
  startAt: Date | null;
  labels: Labels;
  /** Its number and assay: `S-1042 CBC`. */
  name: string;
};

const text = z.array(z.string());
const textOrNull = z.array(z.string().nullable());

const Columns = z.object({
  id: text,
  number: text,
  assay: text,
  location: textOrNull,
  priority: z.array(z.enum(PRIORITIES)),
  device: textOrNull,
  standing: z.array(z.boolean()),
  due: z.array(z.number()),
  start: z.array(z.number().nullable()),
});

/** Specimen and assay, as people call a test. */
export const testName = (labels: Labels) =>
  [labels.specimen, labels.assay].filter((part) => part !== undefined).join(' ');

/**
 * The open tests of which `which` holds, a condition on `ordered_tests t`: not voided, in an open
 * state, and with a due time that still runs, as the worklist has it. The first due come first.
 */
export async function readOpenTests(
  { db, lab }: World,
  rules: Pick<LabRules, 'states' | 'headline'>,
  names: LabNames,
  which: Prisma.Sql,
): Promise<OpenTest[]> {
  const open = rules.states.filter(({ kind }) => kind === 'open').map(({ key }) => key);
  const { start, end } = rules.headline;
  const columns = await readColumns(
    db,
    Columns,
    Prisma.sql`
      SELECT t.id, s.number, t.assay_id AS assay, t.location_id AS location, t.priority,
        t.device_id AS device,
        t.state_key = ANY(${statesAtDevice(rules)}::text[]) AS standing, (extract(epoch FROM t.due_at) * 1000)::float8 AS due,
        (extract(epoch FROM ${TEST_MILESTONE[start]}) * 1000)::float8 AS start
      FROM ordered_tests t
      JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id
      WHERE t.lab_id = ${lab.id}::uuid AND t.voided_at IS NULL
        AND t.state_key = ANY(${open}::text[]) AND ${TEST_MILESTONE[end]} IS NULL AND ${which}
      ORDER BY t.due_at, t.id`,
  );
  return columns.id.map((id, row): OpenTest => {
    const assayId = columns.assay[row] ?? '';
    const priority = columns.priority[row] ?? 'ROUTINE';
    const startAt = columns.start[row] ?? null;
    const facts = {
      number: columns.number[row] ?? '',
      assayId,
      locationId: columns.location[row] ?? null,
      priority,
      deviceId: columns.device[row] ?? null,
    };
    const labels = testLabels(names, facts);
    return {
      ...facts,
      id,
      standsAt: columns.standing[row] === true ? facts.deviceId : null,
      departmentId: departmentOf(names, assayId),
      priority,
      dueAt: new Date(columns.due[row] ?? 0),
      startAt: startAt === null ? null : new Date(startAt),
      labels,
      name: testName(labels),
    };
  });
}
