import { z } from 'zod';
import { TEST_MILESTONE } from '@/lib/metrics/milestone-sql';
import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES } from '@/lib/specimens/contract';
import { readLabRules, type LabRules } from '@/lib/specimens/lab-rules';
import type { Spell } from '../finding';
import { testFiltersSql } from './filters-sql';
import type { Filters, World } from './kind';
import { readLabNames, testLabels, type LabNames, type TestFacts } from './lab-names';
import { testName } from './open-tests';
import { matchesFilters } from './matches-filters';
import { readColumns } from './read-columns';
import { statesAtDevice } from './states-at-device';
import { deviceStays, openPeriods, readSteps } from './test-lives';

type DueTest = { name: string; dueAt: Date; startAt: Date | null };

/** When a condition holds of a test while that is open. */
type Condition = {
  /** It begins so many ms after the test is due and has no end; null where it ends when it is due. */
  lag: number | null;
  /** ms since 1970; null where it never holds. */
  heldFrom: (test: DueTest) => number | null;
  /** Exclusive; null while it lasts. */
  heldTo: (test: DueTest) => number | null;
  told: (test: DueTest, at: Date) => { value: number | null; summary: string };
};

const text = z.array(z.string());
const textOrNull = z.array(z.string().nullable());
const msOrNull = z.array(z.number().nullable());
const Columns = z.object({
  id: text,
  specimen: text,
  number: text,
  assay: text,
  location: textOrNull,
  priority: z.array(z.enum(PRIORITIES)),
  device: textOrNull,
  state: text,
  due: z.array(z.number()),
  start: msOrNull,
  end: msOrNull,
  voided: msOrNull,
  closed: msOrNull,
});

const ms = (time: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${time}) * 1000)::float8`;

/** Tests of which the condition may have held at some time of the period. */
function candidates(
  labId: string,
  filters: Filters,
  { from, to }: { from: Date; to: Date },
  rules: LabRules,
  lag: number | null,
): Prisma.Sql {
  const start = TEST_MILESTONE[rules.headline.start];
  const end = TEST_MILESTONE[rules.headline.end];
  const open = rules.states.filter(({ kind }) => kind === 'open').map(({ key }) => key);
  const overlaps =
    lag === null
      ? Prisma.sql`t.due_at >= ${from}::timestamptz
          AND (${start} IS NULL OR ${start} < ${to}::timestamptz)`
      : Prisma.sql`t.due_at < ${new Date(to.getTime() - lag)}::timestamptz
          AND (${end} IS NULL OR ${end} > t.due_at + make_interval(secs => ${lag / 1000}::float8))
          AND (t.due_at >= ${from}::timestamptz OR t.released_at IS NULL
            OR t.released_at >= ${from}::timestamptz)`;
  return Prisma.sql`
    SELECT t.id, t.specimen_id AS specimen, s.number, t.assay_id AS assay,
      t.location_id AS location, t.priority, t.device_id AS device,
      t.state_key AS state, ${ms(Prisma.sql`t.due_at`)} AS due,
      ${ms(start)} AS start, ${ms(end)} AS "end", ${ms(Prisma.sql`t.voided_at`)} AS voided,
      CASE WHEN t.state_key <> ALL(${open}::text[])
        THEN ${ms(Prisma.sql`coalesce(t.rejected_at, t.updated_at)`)} END AS closed
    FROM ordered_tests t
    JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id
    WHERE t.lab_id = ${labId}::uuid AND ${overlaps}
      AND (${end} IS NULL OR ${end} > ${from}::timestamptz)
      AND (t.voided_at IS NULL OR t.voided_at > ${from}::timestamptz)
      AND (t.state_key = ANY(${open}::text[]) OR ${end} IS NOT NULL
        OR t.updated_at > ${from}::timestamptz)
      AND ${testFiltersSql(labId, filters)}
    ORDER BY t.due_at, t.id`;
}

/**
 * When a condition on open tests held within a period: by what their histories say happened when,
 * with what is known now of their due time, assay, priority and location. Where a test changes its
 * device the next spell follows without a gap.
 */
export async function testSpells(
  world: World,
  filters: Filters,
  period: { from: Date; to: Date },
  condition: Condition,
): Promise<Spell[]> {
  const { db, lab } = world;
  const [rules, names] = await Promise.all([readLabRules({ db, lab }), readLabNames(db)]);
  const rows = await readColumns(
    db,
    Columns,
    candidates(lab.id, filters, period, rules, condition.lag),
  );
  const steps = await readSteps(world, rows.specimen);
  const atDevice = statesAtDevice(rules);
  return rows.id.flatMap((id, row) => {
    const startAt = rows.start[row] ?? null;
    const own = steps.get(id) ?? [];
    const facts = {
      number: rows.number[row] ?? '',
      assayId: rows.assay[row] ?? '',
      locationId: rows.location[row] ?? null,
      priority: rows.priority[row] ?? 'ROUTINE',
    } as const;
    const due = {
      dueAt: new Date(rows.due[row] ?? 0),
      startAt: startAt === null ? null : new Date(startAt),
    };
    const open = openPeriods(
      own,
      {
        end: rows.end[row] ?? null,
        voidedAt: rows.voided[row] ?? null,
        closedAt: rows.closed[row] ?? null,
      },
      rules,
    );
    const stays = deviceStays(own, rows.device[row] ?? null, {
      atDevice,
      stateKey: rows.state[row] ?? '',
    });
    return open.flatMap((one) =>
      stays.flatMap((stay) =>
        spellOf(condition, period, {
          id,
          ...facts,
          ...due,
          from: Math.max(one.from, stay.from),
          to: Math.min(one.to, stay.to),
          deviceId: stay.deviceId,
          stands: stay.stands,
          filters,
          names,
        }),
      ),
    );
  });
}

type Piece = TestFacts & {
  id: string;
  priority: Spell['priority'];
  dueAt: Date;
  startAt: Date | null;
  from: number;
  to: number;
  stands: boolean;
  filters: Filters;
  names: LabNames;
};

function spellOf(
  { heldFrom, heldTo, told }: Condition,
  period: { from: Date; to: Date },
  { id, filters, names, ...piece }: Piece,
): Spell[] {
  const { dueAt, startAt, deviceId, priority } = piece;
  const labels = testLabels(names, piece);
  const test = { name: testName(labels), dueAt, startAt };
  const begins = heldFrom(test);
  if (begins === null) return [];
  const from = Math.max(begins, piece.from);
  const to = Math.min(heldTo(test) ?? Infinity, piece.to);
  const [first, last] = [period.from.getTime(), period.to.getTime()];
  if (from >= to || from >= last || to <= first) return [];
  const onDevice = filters.devices === undefined ? {} : { devices: filters.devices };
  if (!matchesFilters(onDevice, { deviceId })) return [];
  return [
    {
      fingerprint: id,
      subject: { kind: 'test', id },
      labels,
      priority,
      deviceId: piece.stands ? deviceId : null,
      dueAt,
      from: new Date(from),
      to: to === Infinity ? null : new Date(to),
      ...told(test, new Date(Math.min(to, last))),
      told: (at) => told(test, at),
    },
  ];
}
