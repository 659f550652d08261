import { Prisma } from '@/lib/platform/db/generated/client';
import { TEST_MILESTONE } from '@/lib/metrics/milestone-sql';
import { durationText } from '@/lib/specimens/duration-text';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { AT_RISK_PERCENT, atRiskFrom } from '@/lib/worklist/urgency';
import type { Finding } from '../finding';
import type { AlertKind } from './kind';
import { labClock } from './lab-clock-text';
import { readLabNames } from './lab-names';
import { matchesFilters } from './matches-filters';
import { readOpenTests } from './open-tests';
import { testSpells } from './test-spells';

const MINUTE_MS = 60_000;

type Due = { dueAt: Date; startAt: Date | null };

/**
 * From when on a test is at risk by a rule, in ms: with 80 % of its target gone as the worklist has
 * it, or so many minutes before it is due but not before it came. Null where nobody knows.
 */
function riskFrom(test: Due, leftMinutes: number | null): number | null {
  if (leftMinutes === null) return atRiskFrom(test)?.getTime() ?? null;
  const near = Math.ceil(test.dueAt.getTime() - leftMinutes * MINUTE_MS);
  return Math.max(near, test.startAt?.getTime() ?? near);
}

/** How much of its target is gone, in percent; null for a target of nothing. */
function percentGone({ dueAt, startAt }: Due, at: Date): number | null {
  if (startAt === null || startAt >= dueAt) return null;
  return (100 * (at.getTime() - startAt.getTime())) / (dueAt.getTime() - startAt.getTime());
}

function summaryOf(name: string, dueAt: Date, at: Date, clock: (time: Date) => string): string {
  const left = Math.max(0, dueAt.getTime() - at.getTime()) / MINUTE_MS;
  return `${name} has ${durationText(left)} left, due ${clock(dueAt)}`;
}

/**
 * Open tests that are not overdue but about to be, the least time left first. The value is the share
 * of the target that is gone.
 */
export const atRisk: AlertKind<'at_risk'> = {
  name: 'at_risk',

  async find(world, rules) {
    const { db, lab, now } = world;
    const [labRules, names] = await Promise.all([readLabRules({ db, lab }), readLabNames(db)]);
    const lefts = rules.flatMap(({ params }) => params.left_minutes ?? []);
    const start = TEST_MILESTONE[labRules.headline.start];
    const at = Prisma.sql`${now}::timestamptz`;
    const near = [
      ...(lefts.length < rules.length
        ? [
            Prisma.sql`100 * extract(epoch FROM ${at} - ${start})
              >= ${AT_RISK_PERCENT}::int * extract(epoch FROM t.due_at - ${start})`,
          ]
        : []),
      ...(lefts.length > 0
        ? [
            Prisma.sql`t.due_at <= ${new Date(Math.ceil(now.getTime() + Math.max(...lefts) * MINUTE_MS))}::timestamptz`,
          ]
        : []),
    ];
    const tests = await readOpenTests(
      world,
      labRules,
      names,
      Prisma.sql`t.due_at >= ${at} AND (${Prisma.join(near, ' OR ')})`,
    );
    const clock = labClock(lab.timeZone, now);
    const told = tests.map((test) => ({
      test,
      value: percentGone(test, now),
      summary: summaryOf(test.name, test.dueAt, now, clock),
    }));
    return new Map(
      rules.map(({ id, filters, params: { left_minutes: left } }) => [
        id,
        told.flatMap(({ test, value, summary }): Finding[] => {
          const from = riskFrom(test, left);
          if (from === null || now.getTime() < from || !matchesFilters(filters, test)) return [];
          return [
            {
              fingerprint: test.id,
              subject: { kind: 'test', id: test.id },
              labels: test.labels,
              summary,
              value,
              threshold: left === null ? AT_RISK_PERCENT : null,
              unit: value === null ? null : 'percent',
              dueAt: test.dueAt,
              priority: test.priority,
              deviceId: test.standsAt,
              since: new Date(from),
            },
          ];
        }),
      ]),
    );
  },

  async spells(world, { filters, params: { left_minutes: left } }, period) {
    const clock = labClock(world.lab.timeZone, period.to);
    return testSpells(world, filters, period, {
      // It is over when it is due, and can have begun when the test came.
      lag: null,
      heldFrom: (test) => riskFrom(test, left),
      heldTo: ({ dueAt }) => dueAt.getTime() + 1,
      told: (test, at) => ({
        value: percentGone(test, at),
        summary: summaryOf(test.name, test.dueAt, at, clock),
      }),
    });
  },
};
