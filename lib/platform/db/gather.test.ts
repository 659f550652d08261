import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gather } from './gather';

/** Work that ends when it is told to. */
function held() {
  const groups: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  const work = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      const end = (error?: Error) =>
        error ? reject(error) : resolve(items.map((item) => item * 10));
      groups.push({ items, end });
    });
  const asked = () => groups.map(({ items }) => items);
  return { groups, work, asked };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('does the first at once, and together what is asked for meanwhile', async () => {
  const { groups, work, asked } = held();
  const ask = gather(work, { atATime: 1, most: 2 });
  const all = Promise.all([1, 2, 3, 4].map((item) => ask(item)));
  expect(asked()).toEqual([[1]]);
  groups[0]?.end();
  await turn();
  expect(asked()).toEqual([[1], [2, 3]]);
  groups[1]?.end();
  await turn();
  groups[2]?.end();
  expect(await all).toEqual([10, 20, 30, 40]);
});

it('does as many at a time as it may', async () => {
  const { groups, work, asked } = held();
  const ask = gather(work, { atATime: 2, most: 8 });
  const all = Promise.all([1, 2, 3, 4].map((item) => ask(item)));
  expect(asked()).toEqual([[1], [2]]);
  groups[1]?.end();
  await turn();
  expect(asked()).toEqual([[1], [2], [3, 4]]);
  groups[0]?.end();
  groups[2]?.end();
  expect(await all).toEqual([10, 20, 30, 40]);
});

it('gives each its own answer or failure, whoever they come with', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 20 }), fc.boolean()), { maxLength: 30 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 5 }),
      async (asked, atATime, most) => {
        const ask = gather(
          async (items: readonly (readonly [number, boolean])[]) => {
            await Promise.resolve();
            if (items.some(([, bad]) => bad)) throw new Error('bad');
            return items.map(([item]) => item);
          },
          { atATime, most },
        );
        const settled = await Promise.allSettled(asked.map((one) => ask(one)));
        expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : 'bad'))).toEqual(
          asked.map(([item, bad]) => (bad ? 'bad' : item)),
        );
      },
    ),
  );
});
