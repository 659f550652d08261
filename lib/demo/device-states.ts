import { planOutages, type Outage } from './outages';
import { seededRandom, type Random } from './random';
import type { PlannedStop, Scenario, ScenarioDevice } from './scenario';
import { zoneClock, type ZoneClock } from './zone-clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a device said at a moment, ms since 1970. */
export type GeneratedState = { device: string; code: string; at: number; reason: string | null };
export type GeneratedDowntime = { device: string; from: number; to: number; reason: string };

type Wanted = { scenario: Scenario; timeZone: string; seed: number; end: number; days: number };

/** A time in which a device is something else than what it usually is at that hour. */
type Episode = { from: number; to: number; steps: { code: string; at: number; reason?: string }[] };

/**
 * What the devices that report their state said in the days before `end`: at work or idle by the
 * hour, a wash every morning, short pauses, a jam now and then, the outages that the work of the
 * same request suffers, and the maintenance that was planned. The same request says the same.
 */
export function generateStates(wanted: Wanted): {
  states: GeneratedState[];
  downtimes: GeneratedDowntime[];
} {
  const { scenario, seed, end, days } = wanted;
  const clock = zoneClock(wanted.timeZone);
  const start = end - days * DAY;
  const outages = planOutages(seededRandom(seed, 'outages'), scenario, clock, start, end);
  const downtimes = plannedDowntimes(scenario, clock, end);
  const states = scenario.devices
    .filter(({ reportsStates }) => reportsStates)
    .flatMap((device) => {
      const random = seededRandom(seed, `states/${device.name}`);
      const own = outages.filter((outage) => outage.device === device.name);
      const planned = downtimes.filter((downtime) => downtime.device === device.name);
      const episodes = [
        ...own.map((outage) => outageEpisode(random, outage)),
        ...planned.map(maintenanceEpisode),
      ];
      for (const episode of dailyEpisodes(random, clock, start, end)) {
        // A demo stands still after its end: a pause that is not over by then would never be.
        if (episode.to > end) continue;
        const apart = (other: Episode) =>
          episode.to + 20 * MINUTE < other.from || other.to + 20 * MINUTE < episode.from;
        if (episodes.every(apart)) episodes.push(episode);
      }
      return statesOf(device, clock, start, end, episodes);
    });
  return { states, downtimes };
}

/**
 * The maintenance of the scenario: three days before the end, or the working day before that; and
 * the next one, the day after the end's, or the working day after that.
 */
function plannedDowntimes(scenario: Scenario, clock: ZoneClock, end: number): GeneratedDowntime[] {
  const { maintenance, nextMaintenance } = scenario;
  const planned = (stop: PlannedStop | undefined, after: number, step: number) => {
    if (!stop) return [];
    let from = clock.nextHour(after, [stop.hour]);
    while (clock.wall(from).weekday > 5) from += step;
    const { device, minutes, reason } = stop;
    return [{ device, from, to: from + minutes * MINUTE, reason }];
  };
  return [
    ...planned(maintenance, end - 4 * DAY, -DAY),
    ...planned(nextMaintenance, end + DAY, DAY),
  ];
}

function outageEpisode(random: Random, { from, until }: Outage): Episode {
  return {
    from,
    to: until,
    steps: [
      { code: 'ES', at: from, reason: 'Device stopped during run' },
      {
        code: 'ES',
        at: from + (25 + 30 * random.unit()) * MINUTE,
        reason: 'Power supply of the sample arm replaced by the manufacturer',
      },
      { code: 'PU', at: until - 16 * MINUTE },
      { code: 'IN', at: until - 11 * MINUTE },
    ],
  };
}

/** Begun and ended a little beside the plan's times, as such things are. */
function maintenanceEpisode({ from, to, reason }: GeneratedDowntime): Episode {
  return {
    from: from + 3 * MINUTE,
    to: to - 9 * MINUTE,
    steps: [
      { code: 'MA', at: from + 3 * MINUTE, reason },
      { code: 'IN', at: to - 15 * MINUTE },
    ],
  };
}

function dailyEpisodes(random: Random, clock: ZoneClock, start: number, end: number): Episode[] {
  const episodes: Episode[] = [];
  for (let day = start; day < end; day += DAY) {
    const wash = clock.nextHour(day, [5]) + random.unit() * 20 * MINUTE;
    const washed = wash + random.logNormal(15, 0.15) * MINUTE;
    episodes.push({
      from: wash,
      to: washed + 3 * MINUTE,
      steps: [
        { code: 'MA', at: wash, reason: 'Daily maintenance' },
        { code: 'IN', at: washed },
      ],
    });
    const morning = clock.nextHour(day, [7]);
    const during = () => morning + random.unit() * 14 * HOUR;
    for (let pause = random.unit() * 4; pause > 0; pause--) {
      const from = during();
      const to = from + Math.min(9, random.logNormal(3.5, 0.4)) * MINUTE;
      episodes.push({ from, to, steps: [{ code: 'PD', at: from }] });
    }
    if (random.chance(0.07)) {
      const from = during();
      const to = from + random.logNormal(16, 0.4) * MINUTE;
      const reason = random.chance(0.5) ? 'Sample probe blocked' : 'Rack jammed at the entry';
      episodes.push({
        from,
        to,
        steps: [
          { code: 'ES', at: from, reason },
          { code: 'IN', at: to - 2 * MINUTE },
        ],
      });
    }
    if (random.chance(0.06)) {
      const from = during();
      const to = from + random.logNormal(110, 0.3) * MINUTE;
      const reason = 'One reagent position out of use';
      episodes.push({ from, to, steps: [{ code: 'LT', at: from, reason }] });
    }
  }
  return episodes;
}

/** At work by day, and by night too on the devices that most of the work goes to. */
function statesOf(
  device: ScenarioDevice,
  clock: ZoneClock,
  start: number,
  end: number,
  episodes: readonly Episode[],
): GeneratedState[] {
  const usual = (at: number) => {
    const { hour } = clock.wall(at);
    return device.share < 5 && (hour < 5 || hour >= 23) ? 'ID' : 'OP';
  };
  const within = (at: number) => episodes.some(({ from, to }) => from <= at && at < to);
  const said: GeneratedState[] = [];
  const say = (code: string, at: number, reason: string | null = null) =>
    said.push({ device: device.name, code, at: Math.round(at / 1000) * 1000, reason });
  say(usual(start), start);
  for (let at = start; at < end; at += HOUR) {
    const turn = clock.nextHour(at + 1, [5, 23]);
    if (turn - at <= HOUR && !within(turn) && usual(turn) !== usual(turn - 1)) {
      say(usual(turn), turn);
    }
  }
  for (const { to, steps } of episodes) {
    for (const { code, at, reason } of steps) say(code, at, reason ?? null);
    say(usual(to), to);
  }
  return said.filter(({ at }) => at >= start && at <= end).toSorted((a, b) => a.at - b.at);
}
