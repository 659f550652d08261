import type { Priority } from '@/lib/platform/db/generated/enums';
import { beginsOn, interruption, type Outage } from './outages';
import type { Random } from './random';
import type { Scenario, ScenarioAssay, ScenarioDevice } from './scenario';
import type { ZoneClock } from './zone-clock';

const MINUTE = 60_000;

/** One thing that happened to a test; `at` in ms since 1970, whole seconds. */
export type CourseEvent = {
  action:
    | 'create'
    | 'receive'
    | 'start'
    | 'submit'
    | 'fail'
    | 'retry'
    | 'verify'
    | 'publish'
    | 'reject'
    | 'cancel';
  at: number;
  device?: string;
  operator?: string;
  errorCode?: string;
  rejectionReason?: string;
  reason?: string;
};

/** Median minutes of waiting and looking, by priority, and how far they spread. */
const PACE: Record<Priority, { wait: number; verify: number; release: number; sigma: number }> = {
  STAT: { wait: 7, verify: 9, release: 1.5, sigma: 0.7 },
  URGENT: { wait: 13, verify: 15, release: 2.5, sigma: 0.68 },
  ROUTINE: { wait: 37, verify: 41, release: 8, sigma: 0.74 },
};
const RUN_SIGMA = 0.16;

/** How much slower a full or thinly staffed bench is, by local time. */
function load(clock: ZoneClock, at: number): number {
  const { hour, weekday } = clock.wall(at);
  if (weekday > 5) return 1.15;
  if (hour >= 8 && hour < 12) return 1.2;
  return hour >= 22 || hour < 6 ? 1.1 : 1;
}

/** Who stands at the bench: two at night, four in the evening, eight by day. */
function operatorAt(random: Random, clock: ZoneClock, at: number): string {
  const { hour } = clock.wall(at);
  const [first, count] = hour < 6 || hour >= 22 ? [13, 2] : hour >= 14 ? [9, 4] : [1, 8];
  return `T${String(first + Math.floor(random.unit() * count)).padStart(2, '0')}`;
}

export type Bench = {
  random: Random;
  scenario: Scenario;
  clock: ZoneClock;
  outages: readonly Outage[];
};

const second = (at: number) => Math.round(at / 1000) * 1000;

/**
 * The course of one test from its receipt on, to its end however late: waiting, the attempts on
 * devices with their failures, verification and release.
 */
export function testCourse(
  bench: Bench,
  assay: ScenarioAssay,
  priority: Priority,
  receivedAt: number,
): CourseEvent[] {
  const { random, clock, scenario } = bench;
  const pace = PACE[priority];
  const events: CourseEvent[] = [];
  if (random.chance(0.004)) {
    const at = second(receivedAt + random.logNormal(15, 0.6) * MINUTE);
    return [{ action: 'cancel', at, reason: 'Duplicate order' }];
  }
  const wait = pace.wait * load(clock, receivedAt);
  let ready = receivedAt + random.logNormal(wait, pace.sigma) * MINUTE;
  const batches = priority === 'STAT' ? undefined : assay.batchHours;
  if (batches) ready = clock.nextHour(ready, batches);

  for (let attempt = 1; ; attempt++) {
    const { device, begins } = chooseDevice(bench, assay, priority, ready);
    const operator = operatorAt(random, clock, begins);
    const ends = begins + random.logNormal(assay.runMinutes, RUN_SIGMA) * MINUTE;
    const on = { device: device.name, operator };
    events.push({ action: attempt === 1 ? 'start' : 'retry', at: second(begins), ...on });

    const stop = interruption(bench.outages, device.name, begins, ends);
    const fails = stop !== undefined || random.chance(device.failureRate);
    if (!fails) {
      events.push({ action: 'submit', at: second(ends), ...on });
      const looked = random.logNormal(pace.verify * load(clock, ends), pace.sigma);
      const verifiedAt = ends + Math.max(0.2, looked) * MINUTE;
      events.push({ action: 'verify', at: second(verifiedAt) });
      const releasedAt = verifiedAt + random.logNormal(pace.release, 0.6) * MINUTE;
      events.push({ action: 'publish', at: second(releasedAt) });
      return events;
    }

    const failedAt = stop ? stop.from : begins + (0.2 + 0.7 * random.unit()) * (ends - begins);
    const errorCode = stop
      ? scenario.outageErrorCode
      : random.weighted(scenario.errorCodes, (code) => code.weight).code;
    events.push({ action: 'fail', at: second(failedAt), errorCode, ...on });
    if (!stop && (attempt === 3 || random.chance(0.3))) {
      const at = second(failedAt + random.logNormal(420, 0.5) * MINUTE);
      events.push({ action: 'cancel', at, reason: 'Cannot be measured, recollection requested' });
      return events;
    }
    ready = failedAt + random.logNormal(priority === 'STAT' ? 4 : 12, 0.5) * MINUTE;
  }
}

/** A device of the group; what is urgent goes round an outage where another can take it. */
function chooseDevice(
  bench: Bench,
  assay: ScenarioAssay,
  priority: Priority,
  ready: number,
): { device: ScenarioDevice; begins: number } {
  const { random, scenario, outages } = bench;
  const group = scenario.devices.filter((device) => device.group === assay.deviceGroup);
  const device = random.weighted(group, (one) => one.share);
  const begins = beginsOn(outages, device.name, ready);
  if (begins <= ready + MINUTE) return { device, begins };
  const others = group.filter((one) => beginsOn(outages, one.name, ready) <= ready);
  if (others.length === 0 || !random.chance(priority === 'ROUTINE' ? 0.25 : 0.85)) {
    return { device, begins };
  }
  const other = random.weighted(others, (one) => one.share);
  return { device: other, begins: ready + random.logNormal(12, 0.5) * MINUTE };
}
