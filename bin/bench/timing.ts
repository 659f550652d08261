import { percentile } from '@/lib/metrics/percentiles';

/** Milliseconds. */
export type Times = { p50: number; p95: number };

/** Runs `work` for 0, 1, 2 … `count` − 1, one after another. */
export async function timed(
  count: number,
  work: (nth: number) => Promise<unknown>,
): Promise<Times> {
  const took: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const began = performance.now();
    await work(nth);
    took.push(performance.now() - began);
  }
  return { p50: percentile(took, 0.5) ?? 0, p95: percentile(took, 0.95) ?? 0 };
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
