import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, timelineBars, timelineTicks } from './timeline-bars';

const KINDS = ['up', 'idle', 'unplanned', 'planned', 'unknown'] as const;
const stretch = (from: number, to: number, kind: (typeof KINDS)[number], limited = false) => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  kind,
  code: null,
  reason: null,
  limited,
});

describe('the bars of a timeline', () => {
  it('join neighbours of a kind and mark what is up with a limit', () => {
    const timeline = [
      stretch(0, 250_000, 'up'),
      stretch(250_000, 500_000, 'up'),
      stretch(500_000, 750_000, 'up', true),
      stretch(750_000, 1_000_000, 'idle'),
    ];
    expect(timelineBars(timeline, 0, 1_000_000)).toEqual([
      { x: 0, width: 500, kind: 'up' },
      { x: 500, width: 250, kind: 'limited' },
      { x: 750, width: 250, kind: 'idle' },
    ]);
  });

  it('show a stop that is shorter than a column', () => {
    const timeline = [
      stretch(0, 500_100, 'up'),
      stretch(500_100, 500_110, 'unplanned'),
      stretch(500_110, 1_000_000, 'up'),
    ];
    expect(timelineBars(timeline, 0, 1_000_000)).toContainEqual({
      x: 500,
      width: 2,
      kind: 'unplanned',
    });
  });

  it('fill the picture without overlap, whatever the timeline', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 86_399_999 }), { maxLength: 60 });
    fc.assert(
      fc.property(cuts, fc.infiniteStream(fc.constantFrom(...KINDS)), (moments, kinds) => {
        const edges = [0, ...moments.toSorted((a, b) => a - b), 86_400_000];
        const timeline = edges.slice(1).map((to, index) => {
          return stretch(edges[index] ?? 0, to, kinds.next().value ?? 'up');
        });
        const bars = timelineBars(timeline, 0, 86_400_000);
        let x = 0;
        for (const bar of bars) {
          expect(bar.x).toBe(x);
          x += bar.width;
        }
        expect(x).toBe(COLUMNS);
        const stopped = timeline.some(({ kind }) => kind === 'unplanned');
        expect(bars.some(({ kind }) => kind === 'unplanned')).toBe(stopped);
      }),
    );
  });
});

describe('the ticks under a timeline', () => {
  const ticks = (from: string, to: string) =>
    timelineTicks(Date.parse(from), Date.parse(to), 'Europe/Berlin').map(({ label }) => label);

  it.each([
    ['2026-06-10T00:00:00+02:00', '2026-06-11T00:00:00+02:00', '00:00', '21:00', 8],
    ['2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00', '00:00', '21:00', 8],
    ['2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00', '00:00', '21:00', 8],
    ['2026-06-10T00:00:00+02:00', '2026-06-12T00:00:00+02:00', '00:00', '18:00', 8],
    ['2026-06-10T00:00:00+02:00', '2026-06-17T00:00:00+02:00', '10 Jun', '16 Jun', 7],
    ['2026-06-10T00:00:00+02:00', '2026-07-10T00:00:00+02:00', '10 Jun', '8 Jul', 8],
  ])('from %s to %s', (from, to, first, last, count) => {
    const labels = ticks(from, to);
    expect([labels[0], labels.at(-1), labels.length]).toEqual([first, last, count]);
  });

  it('stand where their midnight is, and none before a window that begins later', () => {
    const found = timelineTicks(
      Date.parse('2026-06-10T12:00:00+02:00'),
      Date.parse('2026-06-14T12:00:00+02:00'),
      'Europe/Berlin',
    );
    expect(found.map(({ label }) => label)).toEqual(['11 Jun', '12 Jun', '13 Jun', '14 Jun']);
    expect(found[0]?.percent).toBeCloseTo(12.5, 6);
  });
});
