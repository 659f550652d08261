import { expect, test } from 'vitest';
import { DOUBLE_SCAN_MS, ScanQueue, type Scan, type Worked } from './scan-queue';

/** A queue whose work is settled by hand, in any order the test likes. */
function bench(limitMs = 60_000) {
  let clock = 0;
  let scans: readonly Scan<string>[] = [];
  const calls: { what: string; settle: (worked: Worked<string>) => void; fail: () => void }[] = [];
  const call = (what: string) =>
    new Promise<Worked<string>>((settle, reject) => {
      calls.push({ what, settle, fail: () => reject(new Error('offline')) });
    });
  const queue = new ScanQueue<string>({
    work: (number) => call(`work ${number}`),
    undo: ({ number }) => call(`undo ${number}`),
    onChange: (now) => (scans = now),
    now: () => clock,
    limitMs,
  });
  return {
    queue,
    calls,
    scans: () => scans.map(({ number, status }) => `${number} ${status}`),
    texts: () => scans.map(({ text }) => text),
    wait: (milliseconds: number) => (clock += milliseconds),
    answer: async (index: number, worked: Partial<Worked<string>> = {}) => {
      calls[index]?.settle({ ok: true, text: 'Received', result: 'x', ...worked });
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('scans that come while one is at work wait, and are worked off in their order', async () => {
  const { queue, calls, scans, answer } = bench();
  for (const number of ['A', 'B', 'C']) queue.add(number);
  expect(scans()).toEqual(['C waiting', 'B waiting', 'A working']);
  expect(calls.map(({ what }) => what)).toEqual(['work A']);
  await answer(0);
  expect(scans()).toEqual(['C waiting', 'B working', 'A done']);
  await answer(1, { ok: false, text: 'Only from Expected' });
  await answer(2);
  expect(scans()).toEqual(['C done', 'B refused', 'A done']);
  expect(calls.map(({ what }) => what)).toEqual(['work A', 'work B', 'work C']);
});

test('ten fast scans are ten results', async () => {
  const { queue, scans, answer } = bench();
  for (let tube = 0; tube < 10; tube += 1) queue.add(`T${tube}`);
  for (let tube = 0; tube < 10; tube += 1) await answer(tube);
  expect(scans()).toHaveLength(10);
  expect(scans().every((line) => line.endsWith(' done'))).toBe(true);
});

test('the same number twice within two seconds is ignored and noted, later it is a new scan', async () => {
  const { queue, calls, scans, wait, answer } = bench();
  queue.add('A');
  await answer(0);
  wait(DOUBLE_SCAN_MS - 1);
  queue.add('A');
  expect(scans()).toEqual(['A ignored', 'A done']);
  wait(DOUBLE_SCAN_MS);
  queue.add('A');
  expect(scans()).toEqual(['A working', 'A ignored', 'A done']);
  expect(calls).toHaveLength(2);
});

test('an undo waits its turn; what cannot be undone stays done', async () => {
  const { queue, calls, scans, texts, answer } = bench();
  queue.add('A');
  await answer(0);
  queue.add('B');
  queue.undo(1);
  expect(scans()).toEqual(['B working', 'A undoing']);
  await answer(1);
  expect(calls.map(({ what }) => what)).toEqual(['work A', 'work B', 'undo A']);
  await answer(2, { ok: false, text: 'Somebody was faster' });
  expect(scans()).toEqual(['B done', 'A done']);
  expect(texts()[1]).toBe('Somebody was faster');
  queue.undo(1);
  await answer(3, { text: 'Undone' });
  expect(scans()).toEqual(['B done', 'A undone']);
  queue.undo(1);
  expect(calls).toHaveLength(4);
});

test('a server that cannot be reached refuses that scan alone', async () => {
  const { queue, calls, scans, answer } = bench();
  queue.add('A');
  queue.add('B');
  calls[0]?.fail();
  await new Promise((resolve) => setTimeout(resolve));
  await answer(1);
  expect(scans()).toEqual(['B done', 'A refused']);
});

test('what got no answer is taken again at once, however soon it is scanned', async () => {
  const { queue, calls, scans, texts, answer } = bench();
  queue.add('A');
  calls[0]?.fail();
  await new Promise((resolve) => setTimeout(resolve));
  expect(texts()[0]).toBe('No answer came: it may have been done. Scan it again.');
  queue.add('A');
  await answer(1, { ok: false, unanswered: true });
  queue.add('A');
  await answer(2);
  expect(scans()).toEqual(['A done', 'A refused', 'A refused']);
  // What was answered is not.
  queue.add('A');
  expect(scans()[0]).toBe('A ignored');
});

test('a scan that is never answered makes way for the next', async () => {
  const { queue, calls, scans, texts, answer } = bench(200);
  queue.add('A');
  queue.add('B');
  await expect.poll(() => calls.length).toBe(2);
  await answer(1);
  expect(scans()).toEqual(['B done', 'A refused']);
  expect(texts()[1]).toContain('it may have been done');
  // Its answer comes too late to change what was told.
  await answer(0);
  expect(scans()).toEqual(['B done', 'A refused']);
});
