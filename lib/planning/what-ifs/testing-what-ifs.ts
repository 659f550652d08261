import { givenTests, type GivenTest } from '@/lib/metrics/testing-tests';

const HOUR_MS = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** Two weeks from a Monday on. */
export const FROM = Date.parse('2026-03-02T00:00:00Z');
export const DAYS = 14;
export const period = { from: iso(FROM), to: iso(FROM + DAYS * 24 * HOUR_MS) };

/**
 * Work on one machine M1, `perHour` tests an hour evenly: ready after 5 minutes, `minutes` on it each
 * when its turn comes, released 10 minutes later.
 */
export async function givenMachine(
  labId: string,
  { perHour, minutes, days = DAYS }: { perHour: number; minutes: number; days?: number },
): Promise<void> {
  const tests: GivenTest[] = [];
  let free = 0;
  for (let index = 0; index < perHour * 24 * days; index += 1) {
    const received = FROM + (index * HOUR_MS) / perHour;
    const started = Math.max(received + 300_000, free);
    free = started + minutes * 60_000;
    tests.push({
      received: iso(received),
      started: iso(started),
      resulted: iso(free),
      released: iso(free + 600_000),
      device: 'M1',
      priority: index % 5 === 0 ? 'STAT' : 'ROUTINE',
    });
  }
  await givenTests(labId, tests);
}
