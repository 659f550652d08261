import { expect, test } from 'vitest';
import { fitLab, fitLabInTurns } from './fit-lab';
import { inOneGo, inTurns, type Steps } from './steps';
import { workOf } from './testing-work';

function* countedTo(last: number, busyMs: number): Steps<number> {
  for (let count = 0; count < last; count += 1) {
    const until = performance.now() + busyMs;
    while (performance.now() < until);
    yield;
  }
  return last;
}

/** How often others had their turn meanwhile. */
async function turnsDuring(reckoning: Promise<unknown>): Promise<number> {
  let [turns, over] = [0, false];
  const others = () => {
    turns += 1;
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  await reckoning;
  over = true;
  return turns;
}

test('steps come to the same in one go and in turns', async () => {
  expect(inOneGo(countedTo(5, 0))).toBe(5);
  expect(await inTurns(countedTo(5, 0))).toBe(5);
});

test('others have their turn between steps that take long', async () => {
  expect(await turnsDuring(inTurns(countedTo(5, 30)))).toBeGreaterThanOrEqual(4);
});

test('a group with all of a busy lab’s work is fitted in many turns', async () => {
  const count = 150_000;
  const work = workOf(
    Array.from({ length: count }, (_, index) => ({
      received: (index * 40_000) / count,
      started: (index * 40_000) / count + 30 + (index % 50),
      resulted: (index * 40_000) / count + 90 + (index % 50),
      released: (index * 40_000) / count + 100 + (index % 50),
      machine: `M${index % 6}`,
    })),
    { weeks: 4, types: Object.fromEntries([0, 1, 2, 3, 4, 5].map((n) => [`M${n}`, 'Analyser'])) },
  );
  const whole = fitLab(work);
  expect(whole.groups).toHaveLength(1);
  expect(await turnsDuring(fitLabInTurns(work))).toBeGreaterThan(5);
});
