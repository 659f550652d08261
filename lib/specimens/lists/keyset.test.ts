import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageByKeys, type Keyed, type KeyedPage, type Place } from './keyset';

type Phase = { name: string; rows: Keyed[] };

const before = (a: Keyed, b: Keyed) =>
  (a.key ?? '') < (b.key ?? '') || (a.key === b.key && a.id < b.id);

/** A stand-in for the database: rows of a phase beyond a place. */
async function fetch(phase: Phase, from: Place | null, backward: boolean, limit: number) {
  const rows = phase.rows.toSorted((a, b) => (before(a, b) ? -1 : 1));
  if (backward) rows.reverse();
  const beyond = rows.filter(
    (row) => from === null || (backward ? before(row, from) : before(from, row)),
  );
  return beyond.slice(0, limit);
}

async function forward(phases: Phase[], limit: number) {
  const pages: string[][] = [];
  let place: Place | null = null;
  do {
    const page: KeyedPage = await pageByKeys(
      phases,
      place === null ? null : { ...place, backward: false },
      limit,
      fetch,
    );
    pages.push(page.ids);
    place = page.next;
  } while (place !== null);
  return pages;
}

const anyPhases = fc
  .array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 }), { minLength: 1, maxLength: 4 })
  .map((keys) =>
    keys.map((phase, index): Phase => ({
      name: `p${index}`,
      rows: phase.map((key, place) => ({ key, id: `${index}-${place}` })),
    })),
  );

describe('paging by keys', () => {
  test('going on meets every row once, in order, on full pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPhases, fc.integer({ min: 1, max: 5 }), async (phases, limit) => {
        const pages = await forward(phases, limit);
        const all = phases.flatMap((phase) =>
          phase.rows.toSorted((a, b) => (before(a, b) ? -1 : 1)).map((row) => row.id),
        );
        expect(pages.flat()).toEqual(all);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }),
    );
  });

  test('going back meets the same pages', async () => {
    await fc.assert(
      fc.asyncProperty(anyPhases, fc.integer({ min: 1, max: 5 }), async (phases, limit) => {
        const pages = await forward(phases, limit);
        let page = await pageByKeys(phases, null, limit, fetch);
        while (page.next)
          page = await pageByKeys(phases, { ...page.next, backward: false }, limit, fetch);
        const back = [page.ids];
        while (page.previous) {
          page = await pageByKeys(phases, { ...page.previous, backward: true }, limit, fetch);
          back.unshift(page.ids);
        }
        expect(back).toEqual(pages);
      }),
    );
  });

  test('the first page has no way back, the last no way on', async () => {
    const phases = [
      {
        name: 'all',
        rows: [
          { key: 'a', id: '1' },
          { key: 'b', id: '2' },
        ],
      },
    ];
    expect(await pageByKeys(phases, null, 2, fetch)).toEqual({
      ids: ['1', '2'],
      next: null,
      previous: null,
    });
    expect(await pageByKeys([], null, 2, fetch)).toEqual({ ids: [], next: null, previous: null });
  });

  test('what was added before the page does not move it', async () => {
    const rows = ['b', 'c', 'd', 'e'].map((key) => ({ key, id: key }));
    const first = await pageByKeys([{ name: 'all', rows }], null, 2, fetch);
    const grown = [{ name: 'all', rows: [{ key: 'a', id: 'a' }, ...rows] }];
    const start = first.next && { ...first.next, backward: false };
    const second = await pageByKeys(grown, start, 2, fetch);
    expect([first.ids, second.ids]).toEqual([
      ['b', 'c'],
      ['d', 'e'],
    ]);
  });
});
