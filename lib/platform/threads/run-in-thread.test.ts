import { expect, test } from 'vitest';
import { z } from 'zod';
import { runInThread, ThreadStopped } from './run-in-thread';
import type { Errand } from './testing-thread';

const errands = new URL('./testing-thread.ts', import.meta.url);

function run(errand: Errand, said?: (n: number) => void, signal = new AbortController().signal) {
  const heard = said === undefined ? {} : { said };
  return runInThread(errands, errand, {
    ...heard,
    signal,
    maxHeapMb: 64,
    parseSaid: z.number(),
    parseAnswer: z.string(),
  });
}

test('its answer comes back, after all it said on the way', async () => {
  const said: number[] = [];
  expect(await run({ count: 3, end: 'answer' }, (n) => said.push(n))).toBe('counted to 3');
  expect(said).toEqual([1, 2, 3]);
});

test('its error is thrown here', async () => {
  await expect(run({ count: 0, end: 'throw' })).rejects.toThrow(/no such rate/);
});

test('a thread that reckons without end holds nothing up and is stopped by its signal', async () => {
  const stopping = new AbortController();
  const running = run({ count: 1, end: 'hang' }, () => stopping.abort(), stopping.signal);
  await expect(running).rejects.toThrow(ThreadStopped);
});

test('it is not begun when it is already stopped', async () => {
  await expect(run({ count: 0, end: 'answer' }, undefined, AbortSignal.abort())).rejects.toThrow(
    ThreadStopped,
  );
});

test('one that takes too much memory ends alone', async () => {
  await expect(run({ count: 0, end: 'devour' })).rejects.toMatchObject({
    code: 'ERR_WORKER_OUT_OF_MEMORY',
  });
});
