import { describe, expect, it } from 'vitest';
import { HOSPITAL_PLATFORM } from '@/prisma/seed/platform/platform';
import { seededRandom } from '../random';
import { endOf, scheduleRun, type TakenStep } from './schedule-run';

const START = Date.parse('2026-11-20T13:00:00Z');
const platform = HOSPITAL_PLATFORM;

const cases = platform.processes.flatMap(({ name, plates, versions }) =>
  versions.map(({ script }, index) => ({ name, version: index + 1, plates: plates.count, script })),
);

function runs({ plates, script }: (typeof cases)[number]): TakenStep[][] {
  return Array.from({ length: 20 }, (_, seed) =>
    scheduleRun(seededRandom(seed, 'run'), platform, { script, plates, start: START }),
  );
}

describe.each(cases)('a run of $name, version $version', (wanted) => {
  it('takes every step of every plate in its order, those that failed once more', () => {
    for (const taken of runs(wanted)) {
      for (let plate = 0; plate < wanted.plates; plate++) {
        const own = taken.filter((one) => one.plate === plate);
        expect(own.filter(({ failed }) => !failed).map(({ step }) => step)).toEqual(wanted.script);
        for (const [index, { start, finish }] of own.entries()) {
          expect(start).toBeGreaterThan(own[index - 1]?.finish ?? 0);
          expect(finish).toBeGreaterThan(start);
        }
      }
      const starts = taken.map(({ start }) => start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      expect(endOf(taken, START) - START).toBeLessThan(4 * 3_600_000);
    }
  });

  it('has a device do one thing at a time, but for those that are shared', () => {
    const shared = new Set(platform.devices.flatMap((d) => (d.shared ? [d.name] : [])));
    for (const taken of runs(wanted)) {
      const busyUntil = new Map<string, number>();
      for (const { step, start, finish } of taken) {
        const device = step.kind === 'process' ? step.device : platform.arm;
        if (shared.has(device)) continue;
        expect(start).toBeGreaterThanOrEqual(busyUntil.get(device) ?? 0);
        busyUntil.set(device, finish);
      }
    }
  });

  it('moves nothing to the only position of a device before what stood there has left', () => {
    const single = new Set(platform.devices.flatMap((d) => (d.slots === 1 ? [d.name] : [])));
    for (const taken of runs(wanted)) {
      const heldBy = new Map<string, number>();
      for (const { step, at, plate } of taken.toSorted((a, b) => a.finish - b.finish)) {
        if (step.kind !== 'move') continue;
        heldBy.delete(at.device);
        if (!single.has(step.to.device)) continue;
        expect(heldBy.get(step.to.device)).toBeUndefined();
        heldBy.set(step.to.device, plate);
      }
    }
  });
});

it('a device that fails is asked again', () => {
  const taken = cases.flatMap(runs).flat();
  const share = taken.filter(({ failed }) => failed).length / taken.length;
  expect(share).toBeGreaterThan(0.001);
  expect(share).toBeLessThan(0.03);
});
