import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES } from '@/lib/specimens/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { readLabRules } from '@/lib/specimens/lab-rules';
import type { Finding } from '../finding';
import { testFiltersSql } from './filters-sql';
import type { AlertKind, World } from './kind';
import { labClock } from './lab-clock-text';
import { departmentOf, readLabNames, testLabels, type LabNames } from './lab-names';
import { matchesFilters } from './matches-filters';
import { testName } from './open-tests';
import { readColumns } from './read-columns';
import { statesAtDevice } from './states-at-device';
import { deviceStays, readSteps } from './test-lives';

const MINUTE_MS = 60_000;

const text = z.array(z.string());
const textOrNull = z.array(z.string().nullable());
const Columns = z.object({
  id: text,
  test: text,
  specimen: text,
  number: text,
  analyte: text,
  assay: text,
  location: textOrNull,
  priority: z.array(z.enum(PRIORITIES)),
  device: textOrNull,
  state: text,
  available: z.array(z.number()),
  over: z.array(z.number().nullable()),
});

/** Criticals of tests that are not voided, or were not then; the longest open first. */
async function readCriticals({ db, lab }: World, names: LabNames, which: Prisma.Sql) {
  const columns = await readColumns(
    db,
    Columns,
    Prisma.sql`
      SELECT c.id, t.id AS test, t.specimen_id AS specimen, s.number, n.code AS analyte,
        t.assay_id AS assay, t.location_id AS location, t.priority, t.device_id AS device,
        t.state_key AS state, (extract(epoch FROM c.available_at) * 1000)::float8 AS available,
        (extract(epoch FROM least(c.closed_at, t.voided_at)) * 1000)::float8 AS over
      FROM criticals c
      JOIN analytes n ON n.lab_id = c.lab_id AND n.id = c.analyte_id
      JOIN ordered_tests t ON t.lab_id = c.lab_id AND t.id = c.test_id
      JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id
      WHERE c.lab_id = ${lab.id}::uuid AND ${which}
      ORDER BY c.available_at, c.id`,
  );
  return columns.id.map((id, row) => {
    const assayId = columns.assay[row] ?? '';
    const facts = {
      number: columns.number[row] ?? '',
      assayId,
      locationId: columns.location[row] ?? null,
      priority: columns.priority[row] ?? ('ROUTINE' as const),
      deviceId: columns.device[row] ?? null,
    };
    return {
      ...facts,
      id,
      testId: columns.test[row] ?? '',
      specimenId: columns.specimen[row] ?? '',
      stateKey: columns.state[row] ?? '',
      departmentId: departmentOf(names, assayId),
      analyte: columns.analyte[row] ?? '',
      availableAt: new Date(columns.available[row] ?? 0),
      /** Closed, or left every figure; ms since 1970. */
      over: columns.over[row] ?? null,
      labels: testLabels(names, facts),
    };
  });
}

type Critical = Awaited<ReturnType<typeof readCriticals>>[number];

const minutesOpen = ({ availableAt }: Critical, at: number) =>
  (at - availableAt.getTime()) / MINUTE_MS;

/** The result itself is never told: whoever reads the card may be anybody. */
function summaryOf(critical: Critical, at: number, clock: (time: Date) => string): string {
  const open = durationText(minutesOpen(critical, at));
  return `${testName(critical.labels)} has a critical ${critical.analyte} not handled for ${open}, since ${clock(critical.availableAt)}`;
}

/**
 * Criticals open for longer than the rule's minutes, strictly; only what closes one ends it, however
 * often somebody tried to call. They are nobody's device's: a stop of it absorbs none.
 */
export const criticalUnhandled: AlertKind<'critical_unhandled'> = {
  name: 'critical_unhandled',

  async find(world, rules) {
    const names = await readLabNames(world.db);
    const least = Math.min(...rules.map(({ params }) => params.after_minutes));
    const now = world.now.getTime();
    const before = new Date(now - least * MINUTE_MS);
    const open = await readCriticals(
      world,
      names,
      Prisma.sql`c.closed_at IS NULL AND t.voided_at IS NULL
        AND c.available_at < ${before}::timestamptz`,
    );
    const clock = labClock(world.lab.timeZone, world.now);
    return new Map(
      rules.map(({ id, filters, params: { after_minutes: limit } }) => [
        id,
        open.flatMap((critical): Finding[] => {
          const value = minutesOpen(critical, now);
          if (value <= limit || !matchesFilters(filters, critical)) return [];
          return [
            {
              fingerprint: critical.id,
              subject: { kind: 'critical', id: critical.id },
              labels: critical.labels,
              summary: summaryOf(critical, now, clock),
              value,
              threshold: limit,
              unit: 'minutes',
              dueAt: null,
              priority: critical.priority,
              deviceId: null,
              since: new Date(critical.availableAt.getTime() + limit * MINUTE_MS),
            },
          ];
        }),
      ]),
    );
  },

  async spells(world, { filters, params: { after_minutes: limit } }, period) {
    const { db, lab } = world;
    const [names, rules] = await Promise.all([readLabNames(db), readLabRules({ db, lab })]);
    const [first, last] = [period.from.getTime(), period.to.getTime()];
    const before = new Date(last - limit * MINUTE_MS);
    const criticals = await readCriticals(
      world,
      names,
      Prisma.sql`c.available_at < ${before}::timestamptz
        AND (c.closed_at IS NULL OR c.closed_at > ${period.from}::timestamptz)
        AND (t.voided_at IS NULL OR t.voided_at > ${period.from}::timestamptz)
        AND ${testFiltersSql(lab.id, filters)}`,
    );
    const steps = await readSteps(
      world,
      criticals.map(({ specimenId }) => specimenId),
    );
    const clock = labClock(lab.timeZone, period.to);
    const atDevice = statesAtDevice(rules);
    return criticals.flatMap((critical) => {
      const { id, testId, priority, stateKey, availableAt } = critical;
      const told = (at: number) => ({
        summary: summaryOf(critical, at, clock),
        value: minutesOpen(critical, at),
      });
      // Strictly past it: from the millisecond after.
      const begins = Math.floor(availableAt.getTime() + limit * MINUTE_MS) + 1;
      const stays = deviceStays(steps.get(testId) ?? [], critical.deviceId, { atDevice, stateKey });
      return stays
        .map(({ from, to, deviceId }) => ({
          from: Math.max(begins, from),
          to: Math.min(critical.over ?? Infinity, to),
          deviceId,
        }))
        .filter(({ from, to, deviceId }) => {
          const seen = from < to && from < last && to > first;
          return seen && matchesFilters({ devices: filters.devices }, { deviceId });
        })
        .map(({ from, to, deviceId }) => ({
          fingerprint: id,
          subject: { kind: 'critical' as const, id },
          labels: testLabels(names, { ...critical, deviceId }),
          ...told(Math.min(to, last)),
          told: (at: Date) => told(at.getTime()),
          priority,
          deviceId: null,
          dueAt: null,
          from: new Date(from),
          to: to === Infinity ? null : new Date(to),
        }));
    });
  },
};
