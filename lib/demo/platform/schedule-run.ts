import { hash32, type Random } from '../random';
import type { PlatformScenario, ScriptStep, Where } from './platform-scenario';

/** The share of acts of a device that come to nothing. */
const FAILED = 0.012;

type Times = { start: number; finish: number };

/** A step as it was taken; times are ms since 1970. `plate` counts from 0. */
export type TakenStep = Times & {
  plate: number;
  step: ScriptStep;
  /** Where the container stood when it began. */
  at: Where;
  /** It came to nothing, and is taken again. */
  failed: boolean;
};

type Plate = { next: number; at: Where; readyAt: number };

/**
 * Takes the steps of a script with several plates at once: each as soon as its plate is through
 * with the step before, its device is free and, if it moves to a device with one position, that
 * position is. Answers the steps in the order of their starts. A script never moves from one such
 * position right to another, so that no two plates wait for each other.
 */
export function scheduleRun(
  random: Random,
  platform: PlatformScenario,
  { script, plates, start }: { script: readonly ScriptStep[]; plates: number; start: number },
): TakenStep[] {
  const devices = new Map(platform.devices.map((device) => [device.name, device]));
  const freeAt = new Map<string, number>();
  const single = (where: Where) => devices.get(where.device)?.slots === 1;
  const placeFreeAt = new Map<string, number>();
  const standing: Plate[] = Array.from({ length: plates }, () => ({
    next: 0,
    at: platform.store,
    readyAt: start,
  }));
  const worker = (step: ScriptStep) => (step.kind === 'process' ? step.device : platform.arm);
  const earliest = ({ next, readyAt }: Plate): number => {
    const step = script[next];
    if (!step) return Infinity;
    const device = worker(step);
    const free = devices.get(device)?.shared ? 0 : (freeAt.get(device) ?? 0);
    const place =
      step.kind === 'move' && single(step.to) ? (placeFreeAt.get(step.to.device) ?? 0) : 0;
    return Math.max(readyAt, free, place);
  };

  const taken: TakenStep[] = [];
  for (;;) {
    const starts = standing.map(earliest);
    const start = Math.min(...starts);
    const plate = starts.indexOf(start);
    const one = standing[plate];
    const step = one && script[one.next];
    if (!one || !step || start === Infinity) break;
    const minutes = minutesOf(random, one.at, step);
    const failed = step.kind === 'process' && random.chance(FAILED);
    const finish = start + Math.round(minutes * (failed ? 0.35 : 1) * 60) * 1000;
    taken.push({ plate, step, at: one.at, start, finish, failed });
    freeAt.set(worker(step), finish + 500);
    one.readyAt = finish + 1000 + Math.floor(random.unit() * 4) * 1000;
    if (failed) continue;
    one.next++;
    if (step.kind !== 'move') continue;
    // A place is taken from the beginning of the move to it, and free when the next one is done.
    if (single(step.to)) placeFreeAt.set(step.to.device, Infinity);
    if (single(one.at)) placeFreeAt.set(one.at.device, finish + 500);
    one.at = step.to;
  }
  return taken;
}

/** Moves take about as long as the way between the two devices is, lids half a minute. */
function minutesOf(random: Random, from: Where, step: ScriptStep): number {
  switch (step.kind) {
    case 'process':
      return random.logNormal(step.minutes, step.sigma);
    case 'move': {
      const way = [from.device, step.to.device].toSorted().join('/');
      return random.logNormal(0.45 + (hash32(way) % 40) / 100, 0.08);
    }
    case 'unlid':
    case 'lid':
      return random.logNormal(0.3, 0.1);
  }
}

/** When the last step of a run ended. */
export function endOf(taken: readonly TakenStep[], start: number): number {
  return taken.reduce((end, { finish }) => Math.max(end, finish), start);
}
