import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastEnd, passedOver, withoutHistory, type ExpectedStep } from './forward-pass';

const step = (given: Partial<ExpectedStep>): ExpectedStep => ({
  after: [],
  lagMs: 0,
  told: null,
  samples: [10],
  ...given,
});
const done = (startedMs: number, finishedMs: number | null) => ({
  told: { startedMs, finishedMs },
});

const NOW = 1_000;

describe('the forecast end', () => {
  it.each<[string, ExpectedStep[], number]>([
    ['one step', [step({ samples: [30] })], 1_030],
    ['a chain', [step({}), step({ after: [0], samples: [20] }), step({ after: [1] })], 1_040],
    [
      'the longer of two branches',
      [
        step({ samples: [10] }),
        step({ after: [0], samples: [50] }),
        step({ after: [0], samples: [5] }),
        step({ after: [1, 2], samples: [1] }),
      ],
      1_061,
    ],
    ['after what is done', [step(done(900, 950)), step({ after: [0], samples: [7] })], 1_007],
    ['a running step', [step({ ...done(980, null), samples: [50] })], 1_030],
    ['a running step that takes longer than ever', [step(done(980, null))], 1_000],
    [
      'a running step draws from those longer than it has run',
      [step({ ...done(980, null), samples: [5, 15, 50] })],
      1_030,
    ],
    ['a usual wait', [step(done(900, 990)), step({ after: [0], lagMs: 40 })], 1_040],
    ['a wait that is over', [step(done(100, 200)), step({ after: [0], lagMs: 40 })], 1_010],
    ['a time that is to come', [step({ earliestMs: 1_200 })], 1_210],
    ['nothing left', [step(done(100, 200))], 1_000],
    [
      'a step that was passed over',
      [step({ samples: [900] }), step({ after: [0], ...done(990, null) })],
      1_000,
    ],
  ])('of %s', (_, steps, end) => {
    const forecast = forecastEnd(steps, NOW, 1);
    expect(forecast).toMatchObject({ endMs: end, fromMs: end, toMs: end });
  });

  it('is the median of the samples, and its range their 10th to 90th percentile', () => {
    const samples = Array.from({ length: 101 }, (_, index) => index);
    const forecast = forecastEnd([step({ samples })], 0, 42);
    // Of 300 draws; three standard errors of a quantile of a uniform are 9, 5 and 5.
    expect(Math.abs((forecast?.endMs ?? 0) - 50)).toBeLessThan(9);
    expect(Math.abs((forecast?.fromMs ?? 0) - 10)).toBeLessThan(6);
    expect(Math.abs((forecast?.toMs ?? 0) - 90)).toBeLessThan(6);
    expect(forecastEnd([step({ samples })], 0, 42)).toEqual(forecast);
    expect(forecastEnd([step({ samples })], 0, 43)).not.toEqual(forecast);
  });

  it('is none without steps, or while a step to come was never done', () => {
    expect(forecastEnd([], NOW, 1)).toBeNull();
    const unknown = [step({ ...done(1, 2), samples: [] }), step({ samples: [] }), step({})];
    expect(withoutHistory(unknown)).toEqual([1]);
    expect(forecastEnd(unknown, NOW, 1)).toBeNull();
  });

  it('tells when each step begins and ends', () => {
    const steps = [step(done(900, 950)), step({ samples: [20] }), step({ after: [1] })];
    expect(forecastEnd(steps, NOW, 1)?.course).toEqual([
      { startMs: 900, endMs: 950 },
      { startMs: 1_000, endMs: 1_020 },
      { startMs: 1_020, endMs: 1_030 },
    ]);
  });

  it('never lies before now, and grows with every sample', () => {
    const any = fc.array(
      fc.record({
        back: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
        samples: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
        told: fc.constantFrom('no', 'no', 'running', 'ended'),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(any, (given) => {
        const of = (more: number) =>
          given.map(({ back, samples, told }, place) =>
            step({
              after: back.map((by) => place - by).filter((earlier) => earlier >= 0),
              samples: samples.map((ms) => ms + more),
              told:
                told === 'no'
                  ? null
                  : { startedMs: 950, finishedMs: told === 'ended' ? 960 : null },
            }),
          );
        const [short, long] = [forecastEnd(of(0), NOW, 7), forecastEnd(of(1_000), NOW, 7)];
        if (!short || !long) throw new Error('there is history of all');
        expect(short.fromMs).toBeGreaterThanOrEqual(NOW);
        expect(short.fromMs).toBeLessThanOrEqual(short.endMs);
        expect(short.endMs).toBeLessThanOrEqual(short.toMs);
        expect(long.endMs).toBeGreaterThanOrEqual(short.endMs);
      }),
    );
  });
});

it('passes over what a begun step waited for, and what that waited for', () => {
  const steps = [
    step({}),
    step({ after: [0] }),
    step({ after: [1], ...done(1, 2) }),
    step({ after: [0] }),
  ];
  expect([...passedOver(steps)].toSorted()).toEqual([0, 1]);
});
