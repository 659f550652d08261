import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sharedFile } from '@/lib/platform/testing-shared';
import { allenCunneenWaiting } from './allen-cunneen';
import { mg1Waiting } from './mg1';
import { mmc, mmcWaitingQuantile } from './mmc';

/** Arrival rate, service rate, servers; Erlang C, Wq, W, Lq, P90 of waiting. */
const MMC = [
  [2, 3, 1, 0.666667, 0.666667, 1, 1.333333, 1.89712],
  [10, 4, 3, 0.702247, 0.351124, 0.601124, 3.511236, 0.974558],
  [40, 12, 4, 0.657722, 0.082215, 0.165549, 3.288608, 0.235451],
  [90, 20, 5, 0.762493, 0.076249, 0.126249, 6.862439, 0.203142],
  [9, 1, 10, 0.668732, 0.668732, 1.668732, 6.018584, 1.900212],
] as const;

function expectNear(actual: number | 'unstable', expected: number): void {
  expect(actual).not.toBe('unstable');
  expect(Math.abs(Number(actual) - expected)).toBeLessThan(1e-5);
}

test.each(MMC)('M/M/c of %d an hour at %d each with %d', (...row) => {
  const [arrivalRate, serviceRate, servers, erlangC, wq, w, lq, p90] = row;
  const queue = { arrivalRate, serviceRate, servers };
  const figures = mmc(queue);
  if (figures === 'unstable') throw new Error('It is stable.');
  expectNear(figures.utilisation, arrivalRate / serviceRate / servers);
  expectNear(figures.erlangC, erlangC);
  expectNear(figures.wq, wq);
  expectNear(figures.w, w);
  expectNear(figures.lq, lq);
  expectNear(mmcWaitingQuantile(queue, 0.9), p90);
});

test('whoever need not wait waits for nothing', () => {
  expect(mmcWaitingQuantile({ arrivalRate: 1, serviceRate: 2, servers: 3 }, 0.5)).toBe(0);
});

test('many servers overflow nothing', () => {
  const figures = mmc({ arrivalRate: 950, serviceRate: 1, servers: 1_000 });
  if (figures === 'unstable') throw new Error('It is stable.');
  expect(figures.erlangC).toBeGreaterThan(0.03);
  expect(figures.erlangC).toBeLessThan(0.08);
});

test('M/G/1 by Pollaczek and Khinchine', () => {
  expectNear(mg1Waiting({ arrivalRate: 2, serviceRate: 3, serviceScv: 0 }), 0.333333);
  expectNear(mg1Waiting({ arrivalRate: 2, serviceRate: 3, serviceScv: 0.25 }), 0.416667);
  expectNear(mg1Waiting({ arrivalRate: 2, serviceRate: 3, serviceScv: 1 }), 0.666667);
});

test('Allen and Cunneen', () => {
  const queue = { arrivalRate: 40, serviceRate: 12, servers: 4, arrivalScv: 1, serviceScv: 0.25 };
  expectNear(allenCunneenWaiting(queue), 0.051384);
});

test.each([
  [3, 3, 1],
  [50, 12, 4],
  [1, 1, 0],
])(
  '%d an hour at %d each with %d is unstable, not a number',
  (arrivalRate, serviceRate, servers) => {
    const queue = { arrivalRate, serviceRate, servers };
    expect(mmc(queue)).toBe('unstable');
    expect(mmcWaitingQuantile(queue, 0.9)).toBe('unstable');
    expect(allenCunneenWaiting({ ...queue, arrivalScv: 1, serviceScv: 1 })).toBe('unstable');
    if (servers === 1) expect(mg1Waiting({ ...queue, serviceScv: 1 })).toBe('unstable');
  },
);

const goldenFile = sharedFile('golden/queueing.json');
const rates = { arrival_rate: z.number(), service_rate: z.number() };
const Golden = z.object({
  mmc: z.array(
    z.object({
      ...rates,
      servers: z.number(),
      utilisation: z.number(),
      erlang_c: z.number(),
      wq: z.number(),
      w: z.number(),
      lq: z.number(),
      wq_p90: z.number(),
    }),
  ),
  allen_cunneen: z.object({
    ...rates,
    servers: z.number(),
    ca2: z.number(),
    cs2: z.number(),
    wq: z.number(),
  }),
  mg1: z.array(z.object({ ...rates, cs2: z.number(), wq: z.number() })),
  unstable: z.array(z.object({ ...rates, servers: z.number() })),
});

describe.skipIf(!existsSync(goldenFile))('the golden values hold to 1e-5', () => {
  const golden = () => Golden.parse(JSON.parse(readFileSync(goldenFile, 'utf8')));
  const queueOf = (row: { arrival_rate: number; service_rate: number }) => ({
    arrivalRate: row.arrival_rate,
    serviceRate: row.service_rate,
  });

  test('M/M/c', () => {
    expect(golden().mmc.length).toBeGreaterThan(0);
    for (const row of golden().mmc) {
      const queue = { ...queueOf(row), servers: row.servers };
      const figures = mmc(queue);
      if (figures === 'unstable') throw new Error('It is stable.');
      expectNear(figures.utilisation, row.utilisation);
      expectNear(figures.erlangC, row.erlang_c);
      expectNear(figures.wq, row.wq);
      expectNear(figures.w, row.w);
      expectNear(figures.lq, row.lq);
      expectNear(mmcWaitingQuantile(queue, 0.9), row.wq_p90);
    }
  });

  test('M/G/1, Allen and Cunneen, unstable', () => {
    const { mg1, allen_cunneen: mixed, unstable } = golden();
    expect(mg1.length * unstable.length).toBeGreaterThan(0);
    for (const row of mg1) {
      expectNear(mg1Waiting({ ...queueOf(row), serviceScv: row.cs2 }), row.wq);
    }
    const queue = { ...queueOf(mixed), servers: mixed.servers };
    expectNear(
      allenCunneenWaiting({ ...queue, arrivalScv: mixed.ca2, serviceScv: mixed.cs2 }),
      mixed.wq,
    );
    for (const row of unstable) {
      expect(mmc({ ...queueOf(row), servers: row.servers })).toBe('unstable');
    }
  });
});
