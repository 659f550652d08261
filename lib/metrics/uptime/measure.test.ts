import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldStates } from '@/lib/devices/states/fold-states';
import { DEFAULT_MEANINGS, DEFAULT_STATE_TABLE } from '@/lib/devices/states/state-table';
import { bucketWindow } from '@/lib/metrics/buckets';
import { addUp, measure, uptimeFigures } from './measure';

const MINUTE = 60_000;

/** Minutes and codes, folded as it was known at minute 1000. */
function history(said: [minute: number, code: string][], asOf = 1000) {
  const changes = said.map(([minute, code]) => ({
    at: minute * MINUTE,
    code,
    held: false,
    clears: false,
    reason: null,
  }));
  return foldStates(changes, [], DEFAULT_STATE_TABLE, asOf * MINUTE);
}

const over = (from: number, to: number) => ({ from: from * MINUTE, to: to * MINUTE });

describe('the figures of uptime', () => {
  it('are the hand-computed ones', () => {
    // 100 up, 60 down of which 20 starting again, 140 idle, 100 maintenance, 100 down to the end.
    const folded = history([
      [0, 'OP'],
      [100, 'ES'],
      [140, 'IN'],
      [160, 'ID'],
      [300, 'MA'],
      [400, 'FL'],
    ]);
    const figures = uptimeFigures(measure(folded, over(0, 500)));
    expect(figures).toEqual({
      uptime_percent: 60, // 240 / (500 − 100)
      coverage_percent: 100,
      window_minutes: 500,
      up_minutes: 100,
      limited_minutes: 0,
      idle_minutes: 140,
      unplanned_minutes: 160,
      planned_minutes: 100,
      unknown_minutes: 0,
      stops: 2,
      repairs: 1,
      open_stops: 1,
      mtbf_minutes: 120, // 240 / 2
      mttr_minutes: 60,
    });
  });

  it('count a stop where it began, and its repair where it ended, from its beginning on', () => {
    const folded = history([
      [0, 'OP'],
      [90, 'ES'],
      [130, 'OP'],
    ]);
    expect(uptimeFigures(measure(folded, over(0, 100)))).toMatchObject({
      stops: 1,
      repairs: 0,
      open_stops: 1,
      mtbf_minutes: 90,
      mttr_minutes: null,
    });
    expect(uptimeFigures(measure(folded, over(100, 200)))).toMatchObject({
      stops: 0,
      repairs: 1,
      open_stops: 0,
      mtbf_minutes: null,
      mttr_minutes: 40,
    });
    // [from, to): what begins or ends at the end of a window is the next one's.
    expect(uptimeFigures(measure(folded, over(0, 90)))).toMatchObject({ stops: 0, open_stops: 0 });
    expect(uptimeFigures(measure(folded, over(0, 130)))).toMatchObject({ repairs: 0 });
    expect(uptimeFigures(measure(folded, over(130, 200)))).toMatchObject({ stops: 0, repairs: 1 });
    expect(uptimeFigures(measure(folded, over(131, 200)))).toMatchObject({ repairs: 0 });
  });

  it.each([
    [100, 90, 100],
    [100.001, 89.9999, null],
    [1000, 0, null],
    [0, 100, 100],
  ])('with the first word at minute %d', (first, coverage, uptime) => {
    const figures = uptimeFigures(measure(history([[first, 'OP']]), over(0, 1000)));
    expect(figures.coverage_percent).toBeCloseTo(coverage, 3);
    expect(figures.uptime_percent).toBe(uptime);
  });

  it('of a window of nothing but maintenance is null, and so is that of no window', () => {
    expect(uptimeFigures(measure(history([[0, 'MA']]), over(0, 100)))).toMatchObject({
      uptime_percent: null,
      coverage_percent: 100,
      planned_minutes: 100,
    });
    expect(uptimeFigures(measure(history([[0, 'OP']]), over(50, 50)))).toMatchObject({
      uptime_percent: null,
      coverage_percent: null,
      window_minutes: 0,
      mtbf_minutes: null,
    });
    expect(uptimeFigures(addUp([]))).toMatchObject({ uptime_percent: null, stops: 0 });
  });

  it('of several devices are those of their minutes together', () => {
    const busy = measure(
      history([
        [0, 'OP'],
        [60, 'ES'],
        [80, 'OP'],
      ]),
      over(0, 100),
    );
    const silent = measure(history([[90, 'ID']]), over(0, 100));
    expect(uptimeFigures(addUp([busy, silent]))).toMatchObject({
      coverage_percent: 55, // (100 + 10) / 200
      uptime_percent: null,
      up_minutes: 80,
      idle_minutes: 10,
      mtbf_minutes: 90,
      mttr_minutes: 20,
    });
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-10', 24],
  ])('of %s in Berlin are of %d hours', (day, hours) => {
    const window = bucketWindow('day', day, 'Europe/Berlin');
    const span = { from: window.from.getTime(), to: window.to.getTime() };
    const op = { at: span.from, code: 'OP', held: false, clears: false, reason: null };
    // Over the hour at which the clocks are changed: 1:00 UTC.
    const down = new Date(`${day}T00:30:00Z`);
    const folded = foldStates(
      [op, { ...op, at: down.getTime(), code: 'ES' }, { ...op, at: down.getTime() + 90 * MINUTE }],
      [],
      DEFAULT_STATE_TABLE,
      span.to,
    );
    expect(uptimeFigures(measure(folded, span))).toMatchObject({
      window_minutes: hours * 60,
      coverage_percent: 100,
      unplanned_minutes: 90,
      up_minutes: hours * 60 - 90,
    });
  });
});

describe('any window', () => {
  const said = fc
    .array(
      fc.tuple(
        fc.integer({ min: -300, max: 1000 }),
        fc.constantFrom(...Object.keys(DEFAULT_MEANINGS)),
      ),
      { maxLength: 30 },
    )
    .map((rows) => rows.toSorted((a, b) => a[0] - b[0]));

  it('is the sum of its parts, in time, stops and repairs', () => {
    fc.assert(
      fc.property(said, fc.integer({ min: 0, max: 1000 }), (rows, middle) => {
        const folded = history(rows);
        const parts = addUp([
          measure(folded, over(0, middle)),
          measure(folded, over(middle, 1000)),
        ]);
        const { timeline, openStops, ...whole } = measure(folded, over(0, 1000));
        expect(timeline.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(1000 * MINUTE);
        const { openStops: _, ...together } = parts;
        expect(together).toEqual(whole);
        expect(openStops).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has uptime and coverage of 0 to 100, and times that make up the window', () => {
    fc.assert(
      fc.property(said, (rows) => {
        const figures = uptimeFigures(measure(history(rows), over(0, 1000)));
        for (const percent of [figures.uptime_percent, figures.coverage_percent]) {
          if (percent === null) continue;
          expect(percent).toBeGreaterThanOrEqual(0);
          expect(percent).toBeLessThanOrEqual(100);
        }
        const { up_minutes: up, idle_minutes: idle, unplanned_minutes: down } = figures;
        expect(up + idle + down + figures.planned_minutes + figures.unknown_minutes).toBe(1000);
        expect(figures.limited_minutes).toBeLessThanOrEqual(up);
      }),
    );
  });
});
