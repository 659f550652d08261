import { describe, expect, it } from 'vitest';
import { HOSPITAL_PLATFORM } from '@/prisma/seed/platform/platform';
import { generateRuns } from './generate-runs';
import { platformStates } from './platform-states';

const END = Date.parse('2026-11-20T15:30:00Z');
const DAY = 86_400_000;
const wanted = { timeZone: 'America/New_York', seed: 1, end: END };

describe('platformStates', () => {
  const runs = generateRuns(HOSPITAL_PLATFORM, wanted);
  const states = platformStates(HOSPITAL_PLATFORM, runs, { end: END, days: 30 });
  const of = (device: string) => states.filter((state) => state.device === device);

  it('lets every device say something from the first moment on, in order', () => {
    for (const { name, idleState } of HOSPITAL_PLATFORM.devices) {
      const said = of(name);
      expect(said[0]).toMatchObject({ code: idleState, at: END - 30 * DAY });
      expect(said.every(({ at }, i) => at >= (said[i - 1]?.at ?? 0) && at <= END)).toBe(true);
    }
  });

  it('has the arm at work in the last run, and the sealer idle', () => {
    expect(of('ROBOT-1').at(-1)).toMatchObject({ code: 'OP', at: runs.at(-1)?.createdAt });
    expect(of('SEAL-1').at(-1)?.code).toBe('ID');
  });

  it('tells the stops of the scenario, each with its reason and its end', () => {
    const stops = states.filter(({ code }) => code === 'ES');
    expect(stops.map(({ reason }) => reason)).toEqual(
      HOSPITAL_PLATFORM.stops.map(({ reason }) => reason),
    );
    for (const { device, at } of stops) {
      const next = of(device).find((state) => state.at > at);
      expect(next?.code).toBe('ID');
      expect((next?.at ?? Infinity) - at).toBeLessThan(DAY / 24);
    }
  });
});
