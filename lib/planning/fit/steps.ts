import { setImmediate } from 'node:timers/promises';

/** Reckoning in steps: between two of them others may have their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** A turn takes so long at least; others wait for a step beyond it at most. */
const TURN_MS = 25;

/** Does all steps in one go. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Lets others have their turn, where this one has taken long enough. */
export function turnTaker(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN_MS) return;
    await setImmediate();
    began = performance.now();
  };
}

/** Does them in turns with whatever else this process has to do: the portal answers meanwhile. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  const turn = turnTaker();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}

/** Rows between two steps of a loop over all of them. */
const ROWS_OF_STEP = 20_000;

/** Whether a loop over rows has come to the end of a step. */
export const endsStep = (row: number) => row % ROWS_OF_STEP === ROWS_OF_STEP - 1;
