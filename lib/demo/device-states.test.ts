import { describe, expect, it } from 'vitest';
import { foldStates } from '@/lib/devices/states/fold-states';
import { DEFAULT_MEANINGS, DEFAULT_STATE_TABLE } from '@/lib/devices/states/state-table';
import { measure, uptimeFigures } from '@/lib/metrics/uptime/measure';
import { CLINIC } from '@/prisma/seed/clinic';
import { HOSPITAL } from '@/prisma/seed/hospital';
import { generateStates } from './device-states';
import { planOutages } from './outages';
import { seededRandom } from './random';
import { zoneClock } from './zone-clock';

const DAY = 86_400_000;
const END = Date.parse('2026-11-20T15:30:00Z');
const wanted = {
  scenario: HOSPITAL,
  timeZone: HOSPITAL.timeZone,
  seed: 1,
  end: END,
  days: 30,
};
const START = END - 30 * DAY;
const { states, downtimes } = generateStates(wanted);

function historyOf(device: string) {
  const said = states
    .filter((state) => state.device === device)
    .map(({ at, code, reason }) => ({ at, code, reason, held: false, clears: false }));
  return foldStates(
    said,
    downtimes.filter((downtime) => downtime.device === device),
    DEFAULT_STATE_TABLE,
    END,
  );
}

const reporting = HOSPITAL.devices.filter(({ reportsStates }) => reportsStates);

describe('what the demo’s devices say', () => {
  it('is the same for the same request, in their order, and nothing of the future', () => {
    expect(generateStates(wanted)).toEqual({ states, downtimes });
    expect(generateStates({ ...wanted, seed: 2 }).states).not.toEqual(states);
    for (const { device, code, at } of states) {
      expect(Object.keys(DEFAULT_MEANINGS)).toContain(code);
      expect(at % 1000).toBe(0);
      expect(at).toBeGreaterThanOrEqual(START);
      expect(at).toBeLessThanOrEqual(END);
      expect(reporting.map(({ name }) => name)).toContain(device);
    }
  });

  it('knows every outage that the work suffers', () => {
    const clock = zoneClock(HOSPITAL.timeZone);
    const outages = planOutages(seededRandom(1, 'outages'), HOSPITAL, clock, START, END);
    expect(outages.length).toBeGreaterThan(0);
    for (const { device, from, until } of outages) {
      const { stops } = historyOf(device);
      expect(
        stops.some(
          (stop) => Math.abs(stop.from - from) < 1000 && Math.abs((stop.to ?? 0) - until) < 1000,
        ),
      ).toBe(true);
    }
  });

  it('is believable: mostly up, some stops, all repaired but what is going on', () => {
    let stops = 0;
    for (const { name } of reporting) {
      const figures = uptimeFigures(measure(historyOf(name), { from: START, to: END }));
      expect(figures.coverage_percent).toBe(100);
      expect(figures.uptime_percent).toBeGreaterThan(95);
      expect(figures.planned_minutes).toBeGreaterThan(30 * 10);
      expect(figures.open_stops).toBe(0);
      stops += figures.stops;
    }
    expect(stops).toBeGreaterThan(8);
    expect(stops).toBeLessThan(60);
  });

  it('leaves no pause open whenever it ends, since a demo stands still afterwards', () => {
    for (let hour = 0; hour < 24; hour++) {
      const end = END + hour * 3_600_000 + hour * 60_000;
      const said = generateStates({ ...wanted, end, days: 3 }).states;
      for (const { name } of reporting) {
        const last = said.findLast(({ device }) => device === name);
        expect(['OP', 'ID', 'ES', 'PU', 'IN']).toContain(last?.code);
      }
    }
  });

  it('has the planned maintenance, on a working day', () => {
    expect(downtimes).toHaveLength(2);
    const [planned] = downtimes;
    if (!planned) throw new Error('nothing planned');
    expect(planned).toMatchObject({ device: 'PCR-2' });
    const { weekday, hour } = zoneClock(HOSPITAL.timeZone).wall(planned.from);
    expect([weekday <= 5, hour]).toEqual([true, 5]);
    expect(planned.to).toBeLessThan(END - 2 * DAY);
    expect(historyOf('PCR-2').stretches).toContainEqual({
      from: planned.from,
      to: planned.to,
      kind: 'planned',
      code: null,
      reason: planned.reason,
      limited: false,
    });
  });

  it('has a maintenance that is still to come, on a working day of the lab', () => {
    for (let day = 0; day < 7; day++) {
      const end = END + day * DAY;
      const [, next] = generateStates({ ...wanted, end, days: 3 }).downtimes;
      if (!next) throw new Error('nothing planned');
      expect(next.device).toBe('CHEM-2');
      const { weekday, hour } = zoneClock(HOSPITAL.timeZone).wall(next.from);
      expect([weekday <= 5, hour]).toEqual([true, 6]);
      expect(next.from).toBeGreaterThan(end + DAY);
      expect(next.from).toBeLessThan(end + 5 * DAY);
    }
  });

  it('is nothing where devices report nothing', () => {
    expect(generateStates({ ...wanted, scenario: CLINIC })).toEqual({ states: [], downtimes: [] });
  });
});
