import type { Distribution, Service } from '../model';
import { normalQuantile } from './normal-quantile';

/** Minutes at a fraction inside (0, 1) of a distribution: its quantile function, so it never falls. */
export type Sampler = (fraction: number) => number;

export function samplerOf(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case 'fixed': {
      const { minutes } = distribution;
      return () => minutes;
    }
    case 'exponential': {
      const { mean_minutes: mean } = distribution;
      return (fraction) => -mean * Math.log1p(-fraction);
    }
    case 'lognormal': {
      const { median_minutes: median, sigma } = distribution;
      return (fraction) => median * Math.exp(sigma * normalQuantile(fraction));
    }
    case 'empirical': {
      const quantiles = Float64Array.from(distribution.quantiles_minutes);
      const pieces = quantiles.length - 1;
      return (fraction) => {
        const place = fraction * pieces;
        const piece = Math.floor(place);
        const low = quantiles[piece] ?? 0;
        return low + ((quantiles[piece + 1] ?? low) - low) * (place - piece);
      };
    }
  }
}

/** Minutes an attempt takes on a machine. */
export function attemptSampler(service: Service): Sampler {
  switch (service.kind) {
    case 'single':
      return samplerOf(service.time);
    case 'pipelined':
      return samplerOf({ kind: 'fixed', minutes: service.dwell_minutes });
    case 'batch':
      return samplerOf(service.run);
  }
}

/** Picks a place by weight. */
export function pickerOf(weights: readonly number[]): (fraction: number) => number {
  const last = weights.length - 1;
  if (last <= 0) return () => 0;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const upTo = new Float64Array(weights.length);
  let sum = 0;
  for (const [place, weight] of weights.entries()) {
    sum += weight;
    upTo[place] = sum / total;
  }
  return (fraction) => {
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fraction < (upTo[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
