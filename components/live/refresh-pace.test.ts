import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RefreshPace } from './refresh-pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function pace({
  held = () => false,
  takesMs = 50,
}: { held?: () => boolean; takesMs?: number } = {}) {
  const begun: number[] = [];
  const started = Date.now();
  const made = new RefreshPace(
    () => {
      begun.push(Date.now() - started);
      setTimeout(() => made.done(), takesMs);
    },
    held,
    () => 0.5,
  );
  return { pace: made, begun };
}

test('events that come together are one refresh, well within two seconds', () => {
  const { pace: made, begun } = pace();
  for (let events = 0; events < 20; events += 1) made.ask();
  vi.advanceTimersByTime(10_000);
  expect(begun).toHaveLength(1);
  expect(begun[0]).toBeLessThan(500);
});

test('a flood is a refresh a second, and the last event is never left out', () => {
  const { pace: made, begun } = pace();
  for (let at = 0; at < 10_000; at += 10) {
    made.ask();
    vi.advanceTimersByTime(10);
  }
  const lastAsked = 10_000 - 10;
  vi.advanceTimersByTime(5_000);
  expect(begun.length).toBeGreaterThanOrEqual(9);
  expect(begun.length).toBeLessThanOrEqual(11);
  for (let at = 1; at < begun.length; at += 1) {
    expect((begun[at] ?? 0) - (begun[at - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
  }
  expect(begun.at(-1)).toBeGreaterThanOrEqual(lastAsked);
});

test('never two at once; a slow server is asked less often', () => {
  const { pace: made, begun } = pace({ takesMs: 1_500 });
  for (let at = 0; at < 20_000; at += 100) {
    made.ask();
    vi.advanceTimersByTime(100);
  }
  for (let at = 1; at < begun.length; at += 1) {
    expect((begun[at] ?? 0) - (begun[at - 1] ?? 0)).toBeGreaterThanOrEqual(3_000);
  }
  expect(begun.length).toBeGreaterThan(3);
});

test('what came while something was open is made up for afterwards', () => {
  let open = true;
  const { pace: made, begun } = pace({ held: () => open });
  made.ask();
  vi.advanceTimersByTime(60_000);
  expect(begun).toEqual([]);
  open = false;
  vi.advanceTimersByTime(1_000);
  expect(begun).toHaveLength(1);
});

test('a refresh that never ends does not end all others', () => {
  const { pace: made, begun } = pace({ takesMs: 10_000_000 });
  made.ask();
  vi.advanceTimersByTime(5_000);
  made.ask();
  vi.advanceTimersByTime(60_000);
  expect(begun).toHaveLength(2);
});

test('nothing happens after its end', () => {
  const { pace: made, begun } = pace();
  made.ask();
  made.stop();
  vi.advanceTimersByTime(10_000);
  expect(begun).toEqual([]);
});
