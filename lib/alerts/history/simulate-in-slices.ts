import { setImmediate as letOthers } from 'node:timers/promises';
import { simulation, type Simulation, type ToSimulate } from './simulate-rule';

export class TooMuchToSimulate extends Error {}

/** So long it has the process to itself, … */
const SLICE_MS = 20;
/** … and so long altogether. */
const MOST_MS = 10_000;

/**
 * What `simulateRule` says, in slices between which the process serves others: the histories of months
 * take seconds. @throws TooMuchToSimulate where it takes longer than `mostMs` of the processor
 */
export async function simulateInSlices(given: ToSimulate, mostMs = MOST_MS): Promise<Simulation> {
  const steps = simulation(given);
  let used = 0;
  for (;;) {
    const began = performance.now();
    let spent = 0;
    while (spent < SLICE_MS) {
      const { done, value } = steps.next();
      if (done) return value;
      spent = performance.now() - began;
    }
    used += spent;
    if (used > mostMs) throw new TooMuchToSimulate();
    await letOthers();
  }
}
