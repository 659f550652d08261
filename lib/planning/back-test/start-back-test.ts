import type { Window } from '@/lib/metrics/window';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import type { NewBackTest } from '../contract';
import { knownBy } from '../fit/fit-lab';
import { fitWork } from '../fit/fit-period';
import { groupWork } from '../fit/group-work';
import { releasedPerDay, turnaroundOf } from '../fit/observed';
import { readWork } from '../fit/read-work';
import { weekClock } from '../fit/week-clock';
import { HOUR_MS, type Work } from '../fit/work';
import { queueWhatIf } from '../what-ifs/queue-what-if';
import { anySeed, refuseEmpty } from '../what-ifs/start-what-if';
import type { Came, MeasuredFigures } from '../what-ifs/stored';

const WEEK_MS = 7 * 24 * HOUR_MS;

const spanOf = ({ from, to }: Window) => ({ from: from.toISOString(), to: to.toISOString() });

function figuresOf(work: Work, rows: Int32Array): MeasuredFigures {
  const turnaround = turnaroundOf(work, rows);
  const { withTarget = 0, breaches = 0 } = turnaround ?? {};
  return {
    p50: turnaround?.p50 ?? null,
    p90: turnaround?.p90 ?? null,
    breach_rate: withTarget > 0 ? breaches / withTarget : null,
    per_day: releasedPerDay(work, rows),
  };
}

/** What came of some groups in a period, one by one and together. */
function cameOf(work: Work, names: readonly string[]) {
  const groups = new Map(groupWork(work).groups.map(({ name, rows }) => [name, rows]));
  const rowsOf = names.map((name) => groups.get(name) ?? new Int32Array());
  const all = new Int32Array(rowsOf.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const rows of rowsOf) {
    all.set(rows, at);
    at += rows.length;
  }
  return {
    whole: figuresOf(work, all),
    groups: rowsOf.map((rows) => figuresOf(work, rows)),
  };
}

/**
 * The week before a period, as somebody would take it who says that all will be as last week: for a
 * period of less than a week its own weekdays and hours, for a longer one the whole week.
 */
function lastWeekOf({ from, to }: Window): Window {
  const begins = from.getTime() - WEEK_MS;
  return { from: new Date(begins), to: new Date(Math.min(from.getTime(), to.getTime() - WEEK_MS)) };
}

/** What the hours of a period bring a day, for each that an average day of the week brings. */
function shareOfWeek(perHour: readonly number[], timeZone: string, { from, to }: Window): number {
  const { seen } = weekClock(timeZone, from.getTime(), to.getTime());
  const expected = perHour.reduce((sum, rate, hour) => sum + rate * (seen[hour] ?? 0), 0);
  const hours = seen.reduce((sum, lasted) => sum + lasted, 0);
  const average = perHour.reduce((sum, rate) => sum + rate, 0) / perHour.length;
  return average > 0 && hours > 0 ? expected / hours / average : 1;
}

/**
 * Fits the period of the same length before one that has passed, as it was known then, and has that
 * one forecast. 422 for a period that has not passed.
 */
export async function startBackTest(ctx: Ctx, asked: NewBackTest): Promise<{ id: string }> {
  authorize(ctx, 'what_if.run');
  const { from, to, groups: edits, runs } = asked;
  if (to > ctx.now) {
    throw invalidField('to', 'must have passed: a forecast is compared with what came');
  }
  const forecast = { from, to };
  const fitted = { from: new Date(2 * from.getTime() - to.getTime()), to: from };
  const lastWeek = lastWeekOf(forecast);
  const before = knownBy(await readWork(ctx, fitted), from.getTime());
  const { baseline, model } = await fitWork(before, { edits });
  refuseEmpty(baseline, model);
  const names = model.groups.map(({ name }) => name);
  const actual = cameOf(await readWork(ctx, forecast), names);
  const naive = cameOf(knownBy(await readWork(ctx, lastWeek), from.getTime()), names);
  const came: Came = {
    fitted: spanOf(fitted),
    forecast: spanOf(forecast),
    last_week: spanOf(lastWeek),
    share_of_week: shareOfWeek(baseline.tests_per_hour, ctx.lab.timeZone, forecast),
    whole: { actual: actual.whole, last_week: naive.whole },
    groups: names.flatMap((name, index) => {
      const [own, last] = [actual.groups[index], naive.groups[index]];
      return own && last ? [{ name, actual: own, last_week: last }] : [];
    }),
  };
  const seed = asked.seed ?? anySeed();
  return queueWhatIf(ctx, {
    name: 'Back-test',
    from,
    to,
    question: {
      kind: 'back_test',
      fit: baseline,
      simulation: { model, scenarios: [], seed, runs },
      came,
    },
  });
}
