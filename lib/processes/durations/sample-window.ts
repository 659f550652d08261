import { MOST_SOURCES } from './contract';

/** From so many samples on the quantile is taken, below the largest. */
export const ENOUGH_SAMPLES = 10;

/**
 * Where among `samples` durations, ascending and counted from 0, an estimate stands; a fraction
 * lies between two. A move takes the largest always; another step the quantile of type 7.
 */
export function estimatePlace(samples: number, confidence: number | 'largest'): number {
  if (confidence === 'largest' || samples < ENOUGH_SAMPLES) return samples - 1;
  return (samples - 1) * confidence;
}

/** The first of the up to 20 places at and next to `place`. */
export function windowStart(samples: number, place: number): number {
  const wanted = Math.floor(place) - (MOST_SOURCES / 2 - 1);
  return Math.max(0, Math.min(wanted, samples - MOST_SOURCES));
}

/** The duration at `place`, from durations ascending of which the first stands at `start`. */
export function durationAt(window: readonly number[], start: number, place: number): number {
  const low = window[Math.floor(place) - start];
  const high = window[Math.ceil(place) - start];
  if (low === undefined || high === undefined) throw new Error('The window misses the estimate');
  return low + (high - low) * (place - Math.floor(place));
}
