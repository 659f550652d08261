import { expect, test } from 'vitest';
import type { Measure } from '../contract';
import type { SimulationAnswer } from '../forecast';
import { SimulationQuestion } from '../simulation/question';
import { simulate } from '../simulation/simulate';
import { aQueue } from '../simulation/testing-models';
import type { Came, MeasuredFigures } from '../what-ifs/stored';
import { judgeForecast } from './judge-forecast';

const span = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z' };

function aForecast(perHour = 2): SimulationAnswer {
  const model = aQueue({ perHour, machines: 1, time: { kind: 'fixed', minutes: 10 } });
  return simulate(
    SimulationQuestion.parse({
      model,
      scenarios: [],
      seed: 1,
      runs: 2,
      weeks: 1,
      warm_up_weeks: 1,
    }),
  );
}

function said(answer: SimulationAnswer): Record<Measure, number> {
  const whole = answer.state === 'simulated' ? answer.baseline.whole : null;
  if (whole?.state !== 'stable') throw new Error('not stable');
  return {
    p50: whole.turnaround_p50?.mean ?? 0,
    p90: whole.turnaround_p90?.mean ?? 0,
    breach_rate: whole.breach_rate?.mean ?? 0,
    per_day: whole.throughput_per_day?.mean ?? 0,
  };
}

function came(actual: MeasuredFigures, lastWeek: MeasuredFigures, share = 1): Came {
  const figures = { actual, last_week: lastWeek };
  return {
    fitted: span,
    forecast: span,
    last_week: span,
    share_of_week: share,
    whole: figures,
    groups: [{ name: 'A', ...figures }],
  };
}

const moved = (figures: Record<Measure, number>, by: number): Record<Measure, number> => ({
  p50: figures.p50 + by,
  p90: figures.p90 + by,
  breach_rate: figures.breach_rate + by,
  per_day: figures.per_day + by,
});

test('whoever is nearer wins, by the difference of the errors', () => {
  const answer = aForecast();
  const own = said(answer);
  const nearer = judgeForecast(came(moved(own, 2), moved(own, 7)), answer);
  for (const { measure, won, by, model_error: error, last_week_error: naive } of nearer.whole) {
    expect({ measure, won }).toEqual({ measure, won: 'model' });
    expect(error).toBeCloseTo(2, 9);
    expect(naive).toBeCloseTo(5, 9);
    expect(by).toBeCloseTo(3, 9);
  }
  expect(nearer).toMatchObject({ won: 'model', groups: [{ name: 'A', unstable: false }] });
  const farther = judgeForecast(came(moved(own, 5), moved(own, 9)), answer);
  expect(farther.whole.map(({ won }) => won)).toEqual(Array(4).fill('last_week'));
  expect(farther.said).toMatch(
    /last week.* the median turnaround, the P90, breaches and throughput/,
  );
});

test('errors that are alike are a tie, and what did not come is nobody’s', () => {
  const answer = aForecast();
  const own = said(answer);
  const tie = judgeForecast(came(moved(own, 4), moved(own, 8)), answer);
  expect(tie).toMatchObject({ won: 'tie', whole: tie.whole.map(() => ({ won: 'tie' })) });
  const nothing = { p50: null, p90: null, breach_rate: null, per_day: null };
  expect(judgeForecast(came(nothing, own), answer)).toMatchObject({
    won: null,
    said: 'Nothing was released in the period, so nobody won.',
  });
});

test('a period of quiet hours brings fewer a day, and no other turnaround', () => {
  const answer = aForecast();
  const own = said(answer);
  const [p50, , , perDay] = judgeForecast(came(own, own, 0.25), answer).whole;
  expect(p50?.model?.value).toBeCloseTo(own.p50, 9);
  expect(perDay?.model?.value).toBeCloseTo(own.per_day / 4, 9);
});

test('a model that has no figures loses to whoever has', () => {
  const own = said(aForecast());
  const lost = judgeForecast(came(own, own), aForecast(7));
  expect(lost).toMatchObject({ won: 'last_week', groups: [{ unstable: true }] });
  expect(lost.whole.map(({ model }) => model)).toEqual(Array(4).fill(null));
});
