import { codes } from '../../blocks/block';
import type { Block } from '../../blocks/block';
import { bucketFinder, type Bucket } from '../../buckets-of-window';
import { CodeNumbers, eachAttempt } from '../../scan/attempts';
import type { AttributeFilter } from '../../scan/attribute-filter';
import type { Window } from '../../window';

/** How many attempts ended, and how many of them failed. */
export type AttemptCount = { attempts: number; failed: number };

export type CountedAttempts = {
  whole: AttemptCount;
  /** Of tests that are in a void state now, such as those cancelled after they failed. */
  ofVoid: AttemptCount;
  buckets: AttemptCount[];
  /** By id; '' is none. */
  devices: Map<string, AttemptCount>;
  assays: Map<string, AttemptCount>;
  /** Failed ones alone, by id of the error code. */
  errors: Map<string, number>;
  pairs: { device: string; error: string; failed: number }[];
};

const none = (): AttemptCount => ({ attempts: 0, failed: 0 });

/** A tally a number, across the blocks. */
class Tallies {
  readonly numbers = new CodeNumbers();
  readonly #counts: AttemptCount[] = [];

  add(number: number, failed: boolean): void {
    const count = (this.#counts[number] ??= none());
    count.attempts += 1;
    if (failed) count.failed += 1;
  }

  found(): Map<string, AttemptCount> {
    // Codes of a block that the window or the filters leave out were met, and counted nothing.
    return new Map(
      this.numbers.keys.flatMap((key, number) => {
        const count = this.#counts[number];
        return count ? [[key, count]] : [];
      }),
    );
  }
}

/** Counts the attempts of some blocks that ended in a window, by bucket, device, assay and error code. */
export function countAttempts(
  blocks: readonly Block[],
  filters: readonly AttributeFilter[],
  window: Window,
  buckets: readonly Bucket[],
  voidStates: ReadonlySet<string>,
): CountedAttempts {
  const [whole, ofVoid] = [none(), none()];
  const inBuckets = buckets.map(none);
  const [devices, assays, errors, states] = [
    new Tallies(),
    new Tallies(),
    new Tallies(),
    new CodeNumbers(),
  ];
  const pairs = new Map<string, { device: string; error: string; failed: number }>();
  const placeOf = bucketFinder(buckets);
  for (const block of blocks) {
    const deviceCodes = codes(block, 'attempt_device');
    const assayCodes = codes(block, 'assay');
    const errorCodes = codes(block, 'attempt_error');
    const stateCodes = codes(block, 'state');
    const deviceOf = devices.numbers.tableOf(block, 'attempt_device');
    const assayOf = assays.numbers.tableOf(block, 'assay');
    const errorOf = errors.numbers.tableOf(block, 'attempt_error');
    const isVoid = Array.from(states.tableOf(block, 'state'), (number) =>
      voidStates.has(states.keys[number] ?? ''),
    );
    eachAttempt(block, filters, window, (attempt, row, ended, failed) => {
      const bucket = inBuckets[placeOf(ended)];
      const device = deviceOf[(deviceCodes[attempt] ?? -1) + 1] ?? 0;
      whole.attempts += 1;
      if (bucket) bucket.attempts += 1;
      devices.add(device, failed);
      assays.add(assayOf[(assayCodes[row] ?? -1) + 1] ?? 0, failed);
      const later = isVoid[(stateCodes[row] ?? -1) + 1] === true;
      if (later) ofVoid.attempts += 1;
      if (!failed) return;
      whole.failed += 1;
      if (bucket) bucket.failed += 1;
      if (later) ofVoid.failed += 1;
      const error = errorOf[(errorCodes[attempt] ?? -1) + 1] ?? 0;
      errors.add(error, true);
      const key = `${device}/${error}`;
      const pair = pairs.get(key) ?? {
        device: devices.numbers.keys[device] ?? '',
        error: errors.numbers.keys[error] ?? '',
        failed: 0,
      };
      pair.failed += 1;
      pairs.set(key, pair);
    });
  }
  return {
    whole,
    ofVoid,
    buckets: inBuckets,
    devices: devices.found(),
    assays: assays.found(),
    errors: new Map([...errors.found()].map(([key, { failed }]) => [key, failed])),
    pairs: [...pairs.values()].toSorted((a, b) => b.failed - a.failed),
  };
}
