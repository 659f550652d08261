import type { Distribution } from './model';

/** Of a time in minutes: its mean, and its squared coefficient of variation (0 fixed, 1 exponential). */
export type Moments = { mean: number; scv: number };

export function momentsOf(distribution: Distribution): Moments {
  switch (distribution.kind) {
    case 'fixed':
      return { mean: distribution.minutes, scv: 0 };
    case 'exponential':
      return { mean: distribution.mean_minutes, scv: 1 };
    case 'lognormal': {
      const variance = distribution.sigma ** 2;
      return {
        mean: distribution.median_minutes * Math.exp(variance / 2),
        scv: Math.expm1(variance),
      };
    }
    case 'empirical':
      return ofQuantiles(distribution.quantiles_minutes);
  }
}

/** Of a distribution whose quantile function is straight between evenly spaced quantiles. */
function ofQuantiles(quantiles: readonly number[]): Moments {
  const pieces = quantiles.length - 1;
  let first = 0;
  let second = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const low = quantiles[piece] ?? 0;
    const high = quantiles[piece + 1] ?? 0;
    first += (low + high) / 2;
    second += (low * low + low * high + high * high) / 3;
  }
  const mean = first / pieces;
  if (mean === 0) return { mean, scv: 0 };
  return { mean, scv: Math.max(0, second / pieces / (mean * mean) - 1) };
}
