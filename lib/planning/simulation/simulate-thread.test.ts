import { expect, test } from 'vitest';
import { z } from 'zod';
import { runInThread, ThreadStopped } from '@/lib/platform/threads/run-in-thread';
import { SimulationAnswer } from '../forecast';
import { SimulationQuestion } from './question';
import { simulate } from './simulate';
import { aLab } from './testing-models';

const thread = new URL('./simulate-thread.ts', import.meta.url);

function inThread(
  question: SimulationQuestion,
  signal: AbortSignal,
  said: (share: number) => void,
) {
  return runInThread(thread, question, {
    signal,
    said,
    maxHeapMb: 256,
    parseSaid: z.number(),
    parseAnswer: SimulationAnswer,
  });
}

const scenarios = [{ name: 'More', demand_percent: 10 }];

test('the thread says how far it is, and answers what would be answered here', async () => {
  const question = SimulationQuestion.parse({
    model: aLab(),
    scenarios,
    seed: 2,
    runs: 10,
    weeks: 1,
  });
  const shares: number[] = [];
  const answer = await inThread(question, new AbortController().signal, (share) =>
    shares.push(share),
  );
  expect(answer).toEqual(simulate(question));
  expect(shares.length).toBeGreaterThan(10);
  expect(shares.length).toBeLessThanOrEqual(101);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeGreaterThan(0.98);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

test('it stops when it is told to, long before the end', async () => {
  const question = SimulationQuestion.parse({
    model: aLab(),
    scenarios,
    seed: 2,
    runs: 200,
    weeks: 52,
  });
  const stopping = new AbortController();
  let last = 0;
  const running = inThread(question, stopping.signal, (share) => {
    last = share;
    stopping.abort();
  });
  await expect(running).rejects.toThrow(ThreadStopped);
  expect(last).toBeLessThan(0.5);
});
