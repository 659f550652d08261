import type { Random } from './random';
import type { Scenario } from './scenario';
import type { ZoneClock } from './zone-clock';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A device that is down in `[from, until)`, ms since 1970. */
export type Outage = { device: string; from: number; until: number };

/** How fast the backlog of an outage is worked off: so much of the outage for all of its work. */
const BACKLOG_SHARE = 0.4;

/**
 * One outage for about every twelve days of the window and at least one, in the morning of a
 * working day where there is one, over well before the window ends where it is long enough.
 */
export function planOutages(
  random: Random,
  scenario: Scenario,
  clock: ZoneClock,
  from: number,
  to: number,
): Outage[] {
  const devices = scenario.devices.filter((device) => device.outageWeight > 0);
  if (devices.length === 0) return [];
  const days = (to - from) / DAY;
  const count = Math.max(1, Math.round(days / 12));
  const outages: Outage[] = [];
  for (let index = 0; index < count; index++) {
    const middle = from + ((index + 0.25 + 0.4 * random.unit()) / count) * (to - from);
    let start = clock.nextHour(middle, [8, 9]) + random.unit() * 2 * HOUR;
    while (clock.wall(start).weekday > 5 && start + DAY < to - DAY) start += DAY;
    const length = Math.min(8, Math.max(2.5, random.logNormal(4.5, 0.35))) * HOUR;
    const device = random.weighted(devices, (one) => one.outageWeight);
    if (start < to) outages.push({ device: device.name, from: start, until: start + length });
  }
  return outages;
}

/**
 * When work that would have begun at `at` begins on the device: after an outage the backlog is
 * worked off in its order, faster than it came, until it has caught up.
 */
export function beginsOn(outages: readonly Outage[], device: string, at: number): number {
  let begins = at;
  for (const outage of outages) {
    if (outage.device !== device || begins < outage.from) continue;
    begins = Math.max(begins, outage.until + BACKLOG_SHARE * (begins - outage.from));
  }
  return begins;
}

/** The outage that interrupts work on the device between two moments, if any. */
export function interruption(
  outages: readonly Outage[],
  device: string,
  begins: number,
  ends: number,
): Outage | undefined {
  return outages.find(
    (outage) => outage.device === device && begins < outage.from && outage.from < ends,
  );
}
