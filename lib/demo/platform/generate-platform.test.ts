import { beforeAll, describe, expect, it } from 'vitest';
import { HOSPITAL_PLATFORM } from '@/prisma/seed/platform/platform';
import { seededRandom } from '../random';
import type { HistoryEntry, Traced } from './container-history';
import { generatePlatform, type GeneratedPlatform } from './generate-platform';
import type { PlatformSpecimen } from './tube-journeys';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const END = Date.parse('2026-11-20T15:30:00Z');

/** Some hundred specimens a day, all but the last done after an hour or two. */
function specimens(end: number): PlatformSpecimen[] {
  const random = seededRandom(3, 'specimens');
  return Array.from({ length: 4000 }, (_, index) => {
    const receivedAt = end - 30 * DAY + (index * 30 * DAY) / 4000;
    const doneAt = receivedAt + random.logNormal(2, 0.6) * HOUR;
    const number = String(index).padStart(6, '0');
    return { id: `id-${number}`, number, receivedAt, doneAt: doneAt < end ? doneAt : null };
  });
}

const wanted = (seed = 1, end = END) => ({
  platform: HOSPITAL_PLATFORM,
  timeZone: 'America/New_York',
  seed,
  end,
  specimens: specimens(end),
});

type Stretch = { place: string; from: number; until: number };

/** Where a container, and its lid, were by its history. */
function stretches({ history }: Traced): Stretch[] {
  const found: Stretch[] = [];
  for (const thing of ['container', 'lid'] as const) {
    const own = history.filter((one) => one.thing === thing);
    for (const [index, { to, at }] of own.entries()) {
      if (!to) continue;
      const until = own[index + 1]?.at ?? Infinity;
      found.push({ place: `${to.device}/${to.slot}`, from: at, until });
    }
  }
  return found;
}

describe('generatePlatform', () => {
  let generated: GeneratedPlatform;
  beforeAll(() => {
    generated = generatePlatform(wanted());
  });

  it('says the same of the same seed, and something else of another', () => {
    expect(generatePlatform(wanted())).toEqual(generated);
    expect(generatePlatform(wanted(2)).containers).not.toEqual(generated.containers);
  });

  it('never has two things on one position', () => {
    const byPlace = new Map<string, Stretch[]>();
    for (const stretch of generated.containers.flatMap(stretches)) {
      byPlace.set(stretch.place, [...(byPlace.get(stretch.place) ?? []), stretch]);
    }
    expect(byPlace.size).toBeGreaterThan(200);
    for (const [place, stays] of byPlace) {
      const sorted = stays.toSorted((a, b) => a.from - b.from);
      for (const [index, { from }] of sorted.entries()) {
        const before = sorted[index - 1];
        if (before && before.until > from) {
          expect.unreachable(`two things on ${place} at ${new Date(from).toISOString()}`);
        }
      }
    }
  });

  it('tells histories in which every place follows from the one before', () => {
    const place = (entry: HistoryEntry | undefined) => entry?.to ?? null;
    for (const { journey, history, standing } of generated.containers) {
      expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, i) => i + 1));
      expect(history.every(({ at }, i) => at >= (history[i - 1]?.at ?? 0) && at <= END)).toBe(true);
      expect(history[0]?.action).toBe('add');
      for (const thing of ['container', 'lid'] as const) {
        const own = history.filter((one) => one.thing === thing);
        for (const [index, entry] of own.entries()) {
          expect(entry.from).toEqual(place(own[index - 1]));
        }
        const stands = standing.find((one) => one.thing === thing)?.place ?? null;
        expect(stands).toEqual(place(own.at(-1)));
      }
      const present = standing.some(({ thing }) => thing === 'container');
      expect(present).toBe(journey.removedAt === null);
    }
  });

  it('gives a barcode to one container at a time, and none to a few', () => {
    const present = generated.containers.filter(({ journey }) => journey.removedAt === null);
    const barcodes = present.flatMap(({ journey }) => journey.barcode ?? []);
    expect(new Set(barcodes).size).toBe(barcodes.length);
    expect(present.length).toBeGreaterThan(200);
    expect(present.length - barcodes.length).toBeGreaterThan(2);
    expect(present.length).toBeLessThan(generated.containers.length);
  });

  it('runs on working days, one run after the other, and the last is under way', () => {
    const runs = generated.runs.map(({ run }) => run);
    expect(runs.length).toBeGreaterThan(30);
    expect(runs.length).toBeLessThan(70);
    expect(runs.some(({ simulated }) => simulated)).toBe(true);
    for (const [index, { createdAt }] of runs.entries()) {
      expect(createdAt).toBeGreaterThan(runs[index - 1]?.finishedAt ?? 0);
    }
    expect(runs.filter(({ finishedAt }) => finishedAt === null)).toEqual(runs.slice(-1));
    for (const { process, version, steps } of runs) {
      expect(process.versions[version]).toBeDefined();
      expect(steps.length).toBeGreaterThanOrEqual(14);
    }
  });

  it.each(Array.from({ length: 24 }, (_, hour) => [hour]))(
    'has room for every plate and a step running whenever it is loaded (%i × 7 h later)',
    (hour) => {
      const end = END + hour * 7 * HOUR;
      const { runs } = generatePlatform(wanted(1, end));
      for (const { run, plates } of runs) {
        expect(plates.every(Boolean)).toBe(true);
        expect(plates.length).toBe(run.simulated ? 0 : run.process.plates.count);
      }
      const run = runs.at(-1)?.run;
      const running = run?.steps.filter(({ start, finish }) => start <= end && finish > end);
      expect(running?.length).toBeGreaterThan(0);
    },
  );

  it('has one refused move, to where another stood that a person has put elsewhere since', () => {
    const { refused } = generated;
    const place = (traced: Traced | undefined) =>
      traced?.standing.find(({ thing }) => thing === 'container')?.place;
    expect(refused?.from).toEqual(place(refused?.container));
    expect(refused?.to).toMatchObject({ device: 'DECK-1' });
    const corrected = refused?.occupant.history.at(-1);
    expect(corrected).toMatchObject({ action: 'correct', from: refused?.to });
    expect(corrected?.at).toBeGreaterThan(refused?.lastAt ?? Infinity);
    const taken = generated.containers.flatMap(({ standing }) => standing);
    expect(taken.map((one) => one.place)).not.toContainEqual(refused?.to);
  });
});
