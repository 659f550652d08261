import type { ThreadWork } from './run-in-thread';

export type Errand = { count: number; end: 'answer' | 'throw' | 'hang' | 'devour' };

/** Counts, then does what it was told to. */
export const work: ThreadWork<Errand, number, string> = ({ count, end }, say) => {
  for (let said = 1; said <= count; said += 1) say(said);
  if (end === 'throw') throw new RangeError('no such rate');
  const devoured: number[][] = [];
  while (end === 'hang' || end === 'devour') {
    if (end === 'devour') devoured.push(Array.from({ length: 10_000 }, Math.random));
  }
  return `counted to ${count}`;
};
