import { momentsOf } from '../moments';
import type { Distribution } from '../model';
import type { GroupPlan } from './group-plan';
import { Random } from './random';
import { draw, samplerOf } from './sampler';
import { WEEK_MINUTES, type WeekChange } from './week';

/** How long a machine is taken up by one start, and how many tests one start can take. */
function startOf({ service }: GroupPlan): { cycle: Distribution; tests: number } {
  switch (service.kind) {
    case 'single':
      return { cycle: service.time, tests: 1 };
    case 'pipelined':
      return { cycle: { kind: 'fixed', minutes: 60 / service.per_hour }, tests: 1 };
    case 'batch':
      return { cycle: service.run, tests: service.capacity };
  }
}

/** Tests that come in a week. */
export function testsPerWeek({ streams }: GroupPlan): number {
  return streams.reduce((sum, { factor, stream }) => {
    const deliveries = stream.deliveries_per_hour.reduce((all, rate) => all + rate, 0);
    const weights = stream.sizes.reduce((all, { weight }) => all + weight, 0);
    const tests = stream.sizes.reduce((all, size) => all + size.tests * size.weight, 0);
    return sum + (factor * deliveries * tests) / weights;
  }, 0);
}

/** From `time` on, the first minute in which a machine may start something; Infinity of none. */
function nextStart(week: readonly WeekChange[], mayStart: boolean[], time: number): number {
  const begins = Math.floor(time / WEEK_MINUTES) * WEEK_MINUTES;
  const minute = time - begins;
  let place = week.length - 1;
  while (place > 0 && (week[place]?.minute ?? 0) > minute) place -= 1;
  for (let step = 0; step <= week.length; step += 1) {
    const at = (place + step) % week.length;
    if (!mayStart[at]) continue;
    if (step === 0) return time;
    const again = place + step >= week.length ? WEEK_MINUTES : 0;
    return begins + again + (week[at]?.minute ?? 0);
  }
  return Infinity;
}

/** Minutes of a week in which it may start something. */
function minutesOpen(week: readonly WeekChange[], mayStart: boolean[]): number {
  return week.reduce((sum, { minute }, at) => {
    return mayStart[at] ? sum + (week[at + 1]?.minute ?? WEEK_MINUTES) - minute : sum;
  }, 0);
}

function shareUp({ stops }: GroupPlan): number {
  if (stops === null) return 1;
  const up = 60 * stops.mean_hours_between;
  return up / (up + stops.mean_minutes);
}

/** Starts a week so many that what is begun before closing and runs on is nothing beside them. */
const MANY = 20_000;

/** A mean over so many starts and weeks is known to about 0.3 %; so many weeks are enough anyway. */
const STARTS = 200_000;
const LEAST_WEEKS = 52;
const MOST_WEEKS = 2_600;

/** Starts a week of a machine that never lacks work and keeps these hours, followed over many weeks. */
function startsOfBusyMachine(plan: GroupPlan, cycle: Distribution, mayStart: boolean[]): number {
  const fluid = (minutesOpen(plan.week, mayStart) * shareUp(plan)) / momentsOf(cycle).mean;
  if (fluid === 0 || fluid > MANY) return fluid;
  const sampler = samplerOf(cycle);
  const random = new Random([plan.index, 0xca9ac117]);
  const { stops } = plan;
  const up = stops === null ? Infinity : stops.mean_hours_between * 60;
  let time = 0;
  let starts = 0;
  let stopAt = stops === null ? Infinity : -up * Math.log(random.unit());
  // What starts in a week counts in it: begun from an idle Monday, all weeks but the first are alike.
  for (let weeks = 1; ; weeks += 1) {
    const end = weeks * WEEK_MINUTES;
    for (;;) {
      time = nextStart(plan.week, mayStart, time);
      if (time >= end) break;
      if (stops !== null && stopAt <= time) {
        const running = stopAt - stops.mean_minutes * Math.log(random.unit());
        time = Math.max(time, running);
        stopAt = running - up * Math.log(random.unit());
        continue;
      }
      starts += 1;
      time += draw(sampler, random);
      while (stops !== null && stopAt < time) {
        const length = -stops.mean_minutes * Math.log(random.unit());
        time += length;
        stopAt += length - up * Math.log(random.unit());
      }
    }
    if (weeks >= MOST_WEEKS || (weeks >= LEAST_WEEKS && starts >= STARTS)) return starts / weeks;
  }
}

/**
 * Tests that the group can do in a week at most, each as often as failures make it, were there always
 * some waiting. Exact where machines are always open: time / mean time, less the share of stops.
 * With hours or outages what fits before closing (and runs on beyond it) has no simple formula, so one
 * machine that never lacks work is followed over many weeks.
 */
export function capacityPerWeek(plan: GroupPlan): number {
  const { cycle, tests } = startOf(plan);
  const { machines, week, failures } = plan;
  let starts = 0;
  const [first] = week;
  if (week.length === 1 && first?.open === true && first.out === 0) {
    starts = (machines * WEEK_MINUTES * shareUp(plan)) / momentsOf(cycle).mean;
  } else {
    // Outages take the last machines, so few of them differ in their hours.
    const known = new Map<string, number>();
    for (let machine = 0; machine < machines; machine += 1) {
      const mayStart = week.map(({ open, out }) => open && machine < machines - out);
      const key = mayStart.join();
      const ofOne = known.get(key) ?? startsOfBusyMachine(plan, cycle, mayStart);
      known.set(key, ofOne);
      starts += ofOne;
    }
  }
  return starts * tests * (1 - failures.rate);
}
