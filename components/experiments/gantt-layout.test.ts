import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ganttRows, ganttSpan, ganttTicks, percentOf, type GanttItem } from './gantt-layout';

const item = (device: string, startMs: number, endMs: number | null): GanttItem => ({
  id: `${device} ${startMs}`,
  device,
  startMs,
  endMs,
  estimatedEndMs: null,
  kind: endMs === null ? 'running' : 'done',
});

describe('rows', () => {
  it('lay overlapping steps of a device under each other', () => {
    const items = [item('B', 5, 8), item('A', 0, 10), item('A', 4, 6), item('A', 6, 9)];
    const rows = ganttRows(items, 100).map(({ device, lanes }) => [
      device,
      lanes.map((lane) => lane.map(({ startMs }) => startMs)),
    ]);
    expect(rows).toEqual([
      ['A', [[0], [4, 6]]],
      ['B', [[5]]],
    ]);
  });

  it('count a running step until now', () => {
    expect(ganttRows([item('A', 0, null), item('A', 5, 6)], 10)[0]?.lanes).toHaveLength(2);
    expect(ganttRows([item('A', 0, null), item('A', 12, 13)], 10)[0]?.lanes).toHaveLength(1);
  });

  it('hold each step once, and no two of a lane overlap', () => {
    const any = fc.record({
      device: fc.constantFrom('A', 'B'),
      start: fc.integer({ min: 0, max: 50 }),
      length: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (given) => {
        const items = given.map(({ device, start, length }) => item(device, start, start + length));
        const rows = ganttRows(items, 0);
        expect(rows.flatMap(({ lanes }) => lanes.flat())).toHaveLength(items.length);
        for (const lane of rows.flatMap(({ lanes }) => lanes)) {
          for (const [index, one] of lane.entries()) {
            expect(lane[index + 1]?.startMs ?? Infinity).toBeGreaterThanOrEqual(one.endMs ?? 0);
          }
        }
      }),
    );
  });
});

describe('the span', () => {
  const facts = { nowMs: 1_000_000, forecastMs: null, beganMs: 0 };
  it('reaches from the first to the last, with now while something runs', () => {
    expect(ganttSpan([item('A', 10_000, 200_000)], facts)).toEqual({
      fromMs: -3_000,
      toMs: 203_000,
    });
    expect(ganttSpan([item('A', 10_000, null)], facts).toMs).toBe(1_015_000);
    const forecast = ganttSpan([], { ...facts, forecastMs: 2_000_000 });
    expect(forecast.toMs).toBe(2_030_000);
  });

  it('leaves out now where an experiment was forgotten', () => {
    expect(ganttSpan([item('A', 0, 100_000)], { ...facts, nowMs: 1e12 }).toMs).toBe(101_500);
  });
});

describe('ticks', () => {
  it('are round times of the zone', () => {
    const hour = 3_600_000;
    const span = { fromMs: 0.2 * hour, toMs: 5.1 * hour };
    expect(ganttTicks(span, 6, 0)).toEqual([1, 2, 3, 4, 5].map((at) => at * hour));
    expect(ganttTicks(span, 2, hour)).toEqual([2, 5].map((at) => at * hour));
  });

  it('lie in the span in percent', () => {
    expect(percentOf(15, { fromMs: 10, toMs: 20 })).toBe(50);
    expect(percentOf(25, { fromMs: 10, toMs: 20 })).toBe(100);
  });
});
