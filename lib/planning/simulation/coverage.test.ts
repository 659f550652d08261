import { expect, test } from 'vitest';
import { SimulationQuestion } from './question';
import { simulate } from './simulate';
import { aQueue } from './testing-models';

const INTERVALS = 300;

/**
 * How many of 300 intervals that cover with 95 % may do so: the 0.1 % and 99.9 % quantiles of the
 * binomial distribution.
 */
const LEAST = 272;
const MOST = 295;

/**
 * The exact mean waiting in minutes: λ / (μ(μ − λ)) is 2 / (3 · 1) hours of M/M/1; Erlang C of 1.8
 * offered to three is 0.354734, over 5 − 3 an hour; of M/D/1 it is half that of M/M/1.
 */
const QUEUES = [
  ['M/M/1', { perHour: 2, machines: 1, time: { kind: 'exponential', mean_minutes: 20 } }, 40],
  ['M/M/3', { perHour: 3, machines: 3, time: { kind: 'exponential', mean_minutes: 36 } }, 10.642],
  ['M/D/1', { perHour: 2, machines: 1, time: { kind: 'fixed', minutes: 20 } }, 20],
] as const;

test.each(QUEUES)(
  '%s: the 95 %% interval covers the exact mean as often as it should',
  (...row) => {
    const [, queue, exact] = row;
    const model = aQueue(queue);
    const means: number[] = [];
    let covered = 0;
    for (let seed = 0; seed < INTERVALS; seed += 1) {
      const answer = simulate(
        SimulationQuestion.parse({
          model,
          scenarios: [],
          seed,
          runs: 10,
          weeks: 3,
          warm_up_weeks: 1,
        }),
      );
      if (answer.state === 'empty' || answer.baseline.whole.state !== 'stable') continue;
      const { waiting_mean: waiting } = answer.baseline.whole;
      if (waiting === null) continue;
      means.push(waiting.mean);
      if (Number(waiting.low) <= exact && exact <= Number(waiting.high)) covered += 1;
    }
    expect(means).toHaveLength(INTERVALS);
    expect(covered).toBeGreaterThanOrEqual(LEAST);
    expect(covered).toBeLessThanOrEqual(MOST);

    // All of them together are an interval thirty times as sharp.
    const mean = means.reduce((sum, value) => sum + value, 0) / INTERVALS;
    const squares = means.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const error = Math.sqrt(squares / (INTERVALS - 1) / INTERVALS);
    expect(Math.abs(mean - exact) / error).toBeLessThan(3.3);
  },
);
