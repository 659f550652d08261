import { durationText } from '@/lib/specimens/duration-text';
import { Prisma } from '@/lib/platform/db/generated/client';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { minutesLeft } from '@/lib/worklist/urgency';
import type { Finding } from '../finding';
import type { AlertKind } from './kind';
import { labClock } from './lab-clock-text';
import { readLabNames } from './lab-names';
import { matchesFilters } from './matches-filters';
import { readOpenTests } from './open-tests';
import { testSpells } from './test-spells';

const MINUTE_MS = 60_000;

/**
 * Open tests that are past due by more than the rule's minutes, strictly, as the worklist has them
 * overdue; the most over first.
 */
export const slaBreach: AlertKind<'sla_breach'> = {
  name: 'sla_breach',

  async find(world, rules) {
    const { db, lab, now } = world;
    const [labRules, names] = await Promise.all([readLabRules({ db, lab }), readLabNames(db)]);
    const least = Math.min(...rules.map(({ params }) => params.over_minutes));
    const before = new Date(now.getTime() - least * MINUTE_MS);
    const overdue = Prisma.sql`t.due_at < ${before}::timestamptz`;
    const tests = await readOpenTests(world, labRules, names, overdue);
    const clock = labClock(lab.timeZone, now);
    const told = tests.map((test) => {
      const over = -(minutesLeft({ dueAt: test.dueAt, endedAt: null }, now) ?? 0);
      const summary = `${test.name} is ${durationText(over)} over, due ${clock(test.dueAt)}`;
      return { test, over, summary, subject: { kind: 'test', id: test.id } as const };
    });
    return new Map(
      rules.map(({ id, filters, params: { over_minutes: limit } }) => [
        id,
        told.flatMap(({ test, over, summary, subject }): Finding[] =>
          over > limit && matchesFilters(filters, test)
            ? [
                {
                  fingerprint: test.id,
                  subject,
                  labels: test.labels,
                  summary,
                  value: over,
                  threshold: limit,
                  unit: 'minutes',
                  dueAt: test.dueAt,
                  priority: test.priority,
                  deviceId: test.standsAt,
                  since: new Date(test.dueAt.getTime() + limit * MINUTE_MS),
                },
              ]
            : [],
        ),
      ]),
    );
  },

  async spells(world, { filters, params: { over_minutes: limit } }, period) {
    const clock = labClock(world.lab.timeZone, period.to);
    return testSpells(world, filters, period, {
      lag: limit * MINUTE_MS,
      // Strictly past it: from the millisecond after.
      heldFrom: ({ dueAt }) => Math.floor(dueAt.getTime() + limit * MINUTE_MS) + 1,
      heldTo: () => null,
      told: ({ name, dueAt }, at) => {
        const over = (at.getTime() - dueAt.getTime()) / MINUTE_MS;
        return {
          value: over,
          summary: `${name} is ${durationText(over)} over, due ${clock(dueAt)}`,
        };
      },
    });
  },
};
