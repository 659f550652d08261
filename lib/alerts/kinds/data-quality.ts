import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { groupedBy } from '../engine/grouped-by';
import type { Finding, Spell } from '../finding';
import type { AlertKind, World } from './kind';
import type { ParamsOf } from './params';

/** A run that no other followed says nothing any more after so long. */
export const TOLD_FOR_MS = 60 * 24 * 3_600_000;

type AtLeast = ParamsOf<'data_quality'>['at_least'];

const Judged = z.array(
  z.object({
    set: z.string(),
    name: z.string(),
    removed: z.date().nullable(),
    imported: z.boolean(),
    verdict: z.enum(['pass', 'warn', 'fail', 'unjudged']),
    errors: z.int(),
    warnings: z.int(),
    ended: z.date(),
  }),
);
type Judged = z.output<typeof Judged>[number];

/**
 * Runs over the lab's own data that finished in (from, to], oldest first: scheduled ones and those
 * up to the moment they were asked for, which say how it stands; and those after an import.
 */
async function judgedRuns({ db, lab }: World, from: Date, to: Date): Promise<Judged[]> {
  return Judged.parse(
    await db.$queryRaw`
      SELECT s.id::text AS set, s.name, s.removed_at AS removed, r.trigger = 'import' AS imported,
        r.verdict::text AS verdict, r.errors, r.warnings, r.finished_at AS ended
      FROM rule_sets s
      JOIN quality_runs r ON r.lab_id = s.lab_id AND r.rule_set_id = s.id
      WHERE s.lab_id = ${lab.id}::uuid AND r.source = 'lab' AND r.status = 'finished'
        AND r.created_at > ${new Date(from.getTime() - TOLD_FOR_MS)}::timestamptz
        AND r.finished_at > ${from}::timestamptz AND r.finished_at <= ${to}::timestamptz
        AND ${SAYS_HOW_IT_STANDS}
      ORDER BY r.finished_at, r.id`,
  );
}

const SAYS_HOW_IT_STANDS = Prisma.sql`
  (r.trigger <> 'asked' OR r."to" >= r.created_at - interval '1 minute')`;

/** What could not be judged has not passed, and is no failure either. */
function isBad({ verdict }: Judged, atLeast: AtLeast): boolean {
  return verdict === 'fail' || (atLeast === 'warn' && verdict !== 'pass');
}

const counted = (count: number, one: string, several: string) =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];

function told({ set, name, imported, errors, warnings }: Judged) {
  const parts = [
    ...counted(errors, 'rule failed', 'rules failed'),
    ...counted(warnings, 'rule warned', 'rules warned'),
  ];
  const what = parts.length === 0 ? 'nothing could be judged' : parts.join(', ');
  return {
    fingerprint: imported ? `${set} import` : set,
    subject: { kind: 'rule_set', id: set },
    labels: {},
    summary: `${name}${imported ? ', after an import' : ''}: ${what}`,
    value: errors + warnings,
    priority: null,
    deviceId: null,
    dueAt: null,
  } as const;
}

type Course = { last: Judged; worst: number; from: Date; to: Date };

/**
 * Times in which the last run of a rule set was a bad one, from the first of them to the next that
 * was not. Those after imports stand by themselves: each of the two says nothing of the other.
 */
function badCourses(runs: readonly Judged[], atLeast: AtLeast): Course[] {
  const byChain = groupedBy(runs, ({ set, imported }) => `${set} ${imported}`);
  return [...byChain.values()].flatMap((chain) => {
    // By failures alone, what could not be judged leaves everything as it was.
    const heard = chain.filter(({ verdict }) => atLeast === 'warn' || verdict !== 'unjudged');
    const courses: Course[] = [];
    // Each bad run stands until the next one, or until it is told of no more.
    for (const [place, run] of heard.entries()) {
      if (!isBad(run, atLeast)) continue;
      const silent = run.ended.getTime() + TOLD_FOR_MS;
      const to = new Date(Math.min(heard[place + 1]?.ended.getTime() ?? silent, silent));
      const before = courses.at(-1);
      const worst = run.errors + run.warnings;
      if (before?.to.getTime() === run.ended.getTime()) {
        courses.pop();
        courses.push({ last: run, worst: Math.max(before.worst, worst), from: before.from, to });
      } else courses.push({ last: run, worst, from: run.ended, to });
    }
    return courses.flatMap((course) => {
      const { removed } = course.last;
      if (removed === null || course.to <= removed) return [course];
      return course.from < removed ? [{ ...course, to: removed }] : [];
    });
  });
}

/**
 * Rule sets by which the lab's own data was judged bad the last time: from the first such run until
 * one passes, the rule set is removed, or none has run for 60 days.
 */
export const dataQuality: AlertKind<'data_quality'> = {
  name: 'data_quality',

  async find(world, rules) {
    const { now } = world;
    // Twice as far, so that the beginning of a course is known.
    const runs = await judgedRuns(world, new Date(now.getTime() - 2 * TOLD_FOR_MS), now);
    return new Map(
      rules.map(({ id, params: { at_least: atLeast } }) => [
        id,
        badCourses(runs, atLeast).flatMap(({ last, from, to }): Finding[] => {
          if (to <= now) return [];
          return [{ ...told(last), threshold: null, unit: 'count', since: from }];
        }),
      ]),
    );
  },

  async spells(world, { params: { at_least: atLeast } }, { from, to }) {
    const runs = await judgedRuns(world, new Date(from.getTime() - 2 * TOLD_FOR_MS), to);
    return badCourses(runs, atLeast).flatMap((course): Spell[] => {
      const { last, worst, from: began, to: ended } = course;
      if (ended <= from || began >= to) return [];
      const over = ended > to ? null : ended;
      return [{ ...told(last), value: worst, from: began, to: over }];
    });
  },
};
