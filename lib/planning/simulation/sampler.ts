import type { Distribution, Service } from '../model';
import { normalQuantile } from './normal-quantile';
import type { Random } from './random';

/** A quantity drawn by its quantile function, which never falls: more luck is never less. */
export type Sampler = {
  /** Where it is always the same, which needs no luck; else null. */
  always: number | null;
  /** At a fraction inside (0, 1). */
  at: (fraction: number) => number;
};

/** The next one. */
export function draw(sampler: Sampler, random: Random): number {
  return sampler.always ?? sampler.at(random.unit());
}

/** Passes over one, as drawing it would have. */
export function pass(sampler: Sampler, random: Random): void {
  if (sampler.always === null) random.word();
}

function always(value: number): Sampler {
  return { always: value, at: () => value };
}

function drawn(at: (fraction: number) => number): Sampler {
  return { always: null, at };
}

/** Minutes of a distribution. */
export function samplerOf(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case 'fixed':
      return always(distribution.minutes);
    case 'exponential': {
      const { mean_minutes: mean } = distribution;
      return drawn((fraction) => -mean * Math.log1p(-fraction));
    }
    case 'lognormal': {
      const { median_minutes: median, sigma } = distribution;
      return drawn((fraction) => median * Math.exp(sigma * normalQuantile(fraction)));
    }
    case 'empirical': {
      const quantiles = Float64Array.from(distribution.quantiles_minutes);
      const pieces = quantiles.length - 1;
      return drawn((fraction) => {
        const place = fraction * pieces;
        const piece = Math.floor(place);
        const low = quantiles[piece] ?? 0;
        return low + ((quantiles[piece + 1] ?? low) - low) * (place - piece);
      });
    }
  }
}

/** Minutes an attempt takes on a machine. */
export function attemptSampler(service: Service): Sampler {
  switch (service.kind) {
    case 'single':
      return samplerOf(service.time);
    case 'pipelined':
      return always(service.dwell_minutes);
    case 'batch':
      return samplerOf(service.run);
  }
}

/** One of some values, by their weights. */
export function pickerOf(values: readonly { value: number; weight: number }[]): Sampler {
  const [first, ...more] = values;
  if (more.length === 0) return always(first?.value ?? 0);
  const total = values.reduce((sum, { weight }) => sum + weight, 0);
  const upTo = new Float64Array(values.length);
  let sum = 0;
  for (const [place, { weight }] of values.entries()) {
    sum += weight;
    upTo[place] = sum / total;
  }
  return drawn((fraction) => {
    let low = 0;
    let high = values.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fraction < (upTo[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return values[low]?.value ?? 0;
  });
}

/**
 * How often something fails that fails at a rate every time it is tried: the smaller the rate, the
 * fewer of the same luck.
 */
export function failuresAt(rate: number): Sampler {
  if (rate === 0) return always(0);
  const scale = 1 / Math.log(rate);
  return drawn((fraction) => Math.floor(Math.log(fraction) * scale));
}
