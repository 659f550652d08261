import { seededRandom, type Random } from '../random';
import { zoneClock } from '../zone-clock';
import type { PlatformScenario, ScenarioProcess } from './platform-scenario';
import { endOf, scheduleRun, type TakenStep } from './schedule-run';

const MINUTE = 60_000;
const DAY = 86_400_000;
const DAYS = 28;
/** How long before the end the run begins that is under way then. */
const UNDER_WAY = 25 * MINUTE;

/** An experiment; times are ms since 1970. */
export type Run = {
  process: ScenarioProcess;
  /** Of the process, from 0. */
  version: number;
  createdAt: number;
  /** null while it is under way. */
  finishedAt: number | null;
  planned: boolean;
  /** A dry run without containers. */
  simulated: boolean;
  /** All of them, as they were and, of the run under way, as they are going to be. */
  steps: TakenStep[];
};

/**
 * The runs of the four weeks before `end`, one after the other on working days, with a dry run of
 * each new version of a process; and the one that is under way at `end`.
 */
export function generateRuns(
  platform: PlatformScenario,
  { timeZone, seed, end }: { timeZone: string; seed: number; end: number },
): Run[] {
  const random = seededRandom(seed, 'platform/runs');
  const clock = zoneClock(timeZone);
  const current = end - UNDER_WAY;
  const runs: Run[] = [];
  const tried = new Set<string>();
  let freeAt = -Infinity;
  const add = (process: ScenarioProcess, start: number, simulated: boolean) => {
    const run = runOf(random, platform, { process, start, end, simulated });
    const finishedAt = run.finishedAt ?? Infinity;
    if (finishedAt > current - 5 * MINUTE) return;
    runs.push(run);
    freeAt = finishedAt + 6 * MINUTE;
  };
  for (let day = end - DAYS * DAY; day < end; day += DAY) {
    if (clock.wall(day).weekday > 5) continue;
    for (const hour of platform.runHours) {
      if (!random.chance(0.62)) continue;
      const process = random.weighted(platform.processes, ({ weight }) => weight);
      const start = clock.nextHour(day, [hour]) + Math.floor(random.unit() * 25) * MINUTE;
      const key = `${process.name}/${versionAt(process, start, end)}`;
      if (versionAt(process, start, end) > 0 && !tried.has(key)) {
        add(process, Math.max(start, freeAt), true);
      }
      tried.add(key);
      add(process, Math.max(start, freeAt), false);
    }
  }
  const running = platform.processes.find(({ name }) => name === platform.running);
  if (!running) throw new Error(`There is no process ${platform.running}`);
  const own = seededRandom(seed, 'platform/running');
  const last = runOf(own, platform, { process: running, start: current, end, simulated: false });
  return [...runs, { ...last, planned: true, finishedAt: null }];
}

function versionAt(process: ScenarioProcess, at: number, end: number): number {
  return process.versions.findLastIndex(({ sinceDays }) => end - sinceDays * DAY <= at);
}

function runOf(
  random: Random,
  platform: PlatformScenario,
  wanted: { process: ScenarioProcess; start: number; end: number; simulated: boolean },
): Run {
  const { process, end, simulated } = wanted;
  const start = Math.floor(wanted.start / 1000) * 1000;
  const version = versionAt(process, start, end);
  const script = process.versions[version]?.script ?? [];
  const plates = process.plates.count;
  const steps = scheduleRun(random, platform, { script, plates, start: start + 20_000 });
  return {
    process,
    version,
    createdAt: start,
    finishedAt: endOf(steps, start) + 4000,
    planned: !simulated && random.chance(process.planned),
    simulated,
    steps,
  };
}
