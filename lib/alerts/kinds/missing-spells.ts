import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES } from '@/lib/specimens/contract';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { statesBeforeReceipt } from '@/lib/worklist/missing-sql';
import type { Spell } from '../finding';
import {
  awaitedLabels,
  awaitedMatches,
  awaitedSummary,
  readMissingMinutes,
} from './awaited-specimen';
import type { Filters, World } from './kind';
import { labClock } from './lab-clock-text';
import { readLabNames } from './lab-names';
import { missingCourse, type AwaitedTest } from './missing-course';
import { readColumns } from './read-columns';
import { readSteps } from './test-lives';

const MINUTE_MS = 60_000;

const text = z.array(z.string());
const msOrNull = z.array(z.number().nullable());
const Tubes = z.object({
  id: text,
  number: text,
  priority: z.array(z.enum(PRIORITIES)),
  location: z.array(z.string().nullable()),
  limit: z.array(z.number()),
  collected: msOrNull,
  received: msOrNull,
  rejected: msOrNull,
  voided: msOrNull,
  entered: msOrNull,
});
const Tests = z.object({
  id: text,
  specimen: text,
  assay: text,
  priority: z.array(z.enum(PRIORITIES)),
  ordered: msOrNull,
  arrived: msOrNull,
  state: text,
});

const ms = (time: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${time}) * 1000)::float8`;

/** Tubes that may have been missing at some time of the period: those entered before they came. */
function tubesSql(
  labId: string,
  minutes: Prisma.Sql,
  { from, to }: { from: Date; to: Date },
): Prisma.Sql {
  return Prisma.sql`
    SELECT s.id, s.number, s.priority, s.location_id AS location, waits.minutes AS limit,
      ${ms(Prisma.sql`s.collected_at`)} AS collected, ${ms(Prisma.sql`s.received_at`)} AS received,
      ${ms(Prisma.sql`s.rejected_at`)} AS rejected, ${ms(Prisma.sql`s.voided_at`)} AS voided,
      CASE WHEN entry.action <> 'import' THEN ${ms(Prisma.sql`entry.recorded_at`)} END AS entered
    FROM specimens s
    LEFT JOIN locations l ON l.lab_id = s.lab_id AND l.id = s.location_id
    CROSS JOIN LATERAL (SELECT (${minutes})::float8 AS minutes) AS waits
    LEFT JOIN test_transitions entry ON entry.lab_id = s.lab_id AND entry.specimen_id = s.id
      AND entry.sequence = 1
    CROSS JOIN LATERAL (
      SELECT least(s.collected_at, (
        SELECT min(t.ordered_at) FROM ordered_tests t
        WHERE t.lab_id = s.lab_id AND t.specimen_id = s.id AND t.priority = 'STAT'))
        + make_interval(secs => 60 * waits.minutes) AS late
    ) AS first
    WHERE s.lab_id = ${labId}::uuid
      AND (s.received_at IS NULL OR s.received_at > ${from}::timestamptz)
      AND (s.received_at IS NOT NULL OR s.state_key = ANY(
          SELECT key FROM states WHERE lab_id = ${labId}::uuid AND kind = 'open')
        OR s.updated_at > ${from}::timestamptz)
      AND (s.voided_at IS NULL OR s.voided_at > ${from}::timestamptz)
      AND first.late < ${to}::timestamptz
      AND (s.received_at IS NULL OR s.received_at > first.late)
      AND (entry.action IS NULL OR entry.action = 'import' OR s.received_at IS NULL
        OR entry.recorded_at < s.received_at)
    ORDER BY first.late, s.id`;
}

/** The tests of these tubes, by the tube's id. */
async function readAwaitedTests(
  world: World,
  ids: readonly string[],
): Promise<Map<string, AwaitedTest[]>> {
  const { db, lab } = world;
  const tests = await readColumns(
    db,
    Tests,
    Prisma.sql`
      SELECT t.id, t.specimen_id AS specimen, t.assay_id AS assay, t.priority,
        ${ms(Prisma.sql`t.ordered_at`)} AS ordered, ${ms(Prisma.sql`least(t.received_at,
          t.started_at, t.resulted_at, t.verified_at, t.released_at)`)} AS arrived,
        t.state_key AS state
      FROM ordered_tests t
      WHERE t.lab_id = ${lab.id}::uuid AND t.specimen_id = ANY(${[...ids]}::uuid[])
      ORDER BY t.specimen_id, t.created_at, t.id`,
  );
  const steps = await readSteps(world, ids);
  const byTube = new Map<string, AwaitedTest[]>();
  for (const [row, id] of tests.id.entries()) {
    const specimen = tests.specimen[row] ?? '';
    const list = byTube.get(specimen) ?? [];
    list.push({
      assayId: tests.assay[row] ?? '',
      stat: tests.priority[row] === 'STAT',
      orderedAt: tests.ordered[row] ?? null,
      arrivedAt: tests.arrived[row] ?? null,
      stateKey: tests.state[row] ?? '',
      steps: steps.get(id) ?? [],
    });
    byTube.set(specimen, list);
  }
  return byTube;
}

/**
 * When specimens were missing within a period, by what their histories say happened when: what was
 * entered here only when it came never was. `afterMinutes` null is the minutes of the location, else
 * the lab's, as they are now.
 */
export async function missingSpells(
  world: World,
  filters: Filters,
  afterMinutes: number | null,
  period: { from: Date; to: Date },
): Promise<Spell[]> {
  const { db, lab } = world;
  const [rules, names, labMinutes] = await Promise.all([
    readLabRules({ db, lab }),
    readLabNames(db),
    readMissingMinutes(world),
  ]);
  const minutes =
    afterMinutes === null
      ? Prisma.sql`coalesce(l.missing_after_minutes, ${labMinutes}::int)`
      : Prisma.sql`${afterMinutes}::float8`;
  const tubes = await readColumns(db, Tubes, tubesSql(lab.id, minutes, period));
  const tests = await readAwaitedTests(world, tubes.id);
  const early = new Set(statesBeforeReceipt(rules));
  const clock = labClock(lab.timeZone, period.to);
  const [first, last] = [period.from.getTime(), period.to.getTime()];
  return tubes.id.flatMap((id, row) => {
    const tube = {
      collectedAt: tubes.collected[row] ?? null,
      receivedAt: tubes.received[row] ?? null,
      rejectedAt: tubes.rejected[row] ?? null,
      voidedAt: tubes.voided[row] ?? null,
      knownFrom: tubes.entered[row] ?? -Infinity,
      tests: tests.get(id) ?? [],
    };
    const facts = {
      number: tubes.number[row] ?? '',
      priority: tubes.priority[row] ?? ('ROUTINE' as const),
      locationId: tubes.location[row] ?? null,
    };
    const limit = tubes.limit[row] ?? labMinutes;
    return missingCourse(tube, limit, { early, kindOf: rules.kindOf })
      .filter(({ from, to }) => from < last && to > first)
      .filter(({ assayIds }) => awaitedMatches(filters, names, { ...facts, assayIds }))
      .map(({ from, to, since, assayIds }): Spell => {
        const labels = awaitedLabels(names, { ...facts, assayIds });
        const told = (at: number) => ({
          summary: awaitedSummary(labels, since, at, clock),
          value: (at - since.at) / MINUTE_MS,
        });
        return {
          fingerprint: id,
          subject: { kind: 'specimen', id },
          labels,
          ...told(Math.min(to, last)),
          told: (at) => told(at.getTime()),
          priority: facts.priority,
          deviceId: null,
          dueAt: null,
          from: new Date(from),
          to: to === Infinity ? null : new Date(to),
        };
      });
  });
}
