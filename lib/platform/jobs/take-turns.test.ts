import { describe, expect, it } from 'vitest';
import { takingTurns } from './take-turns';

/** Work that ends when it is let, and says when it begins. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((end) => ends.set(name, end));
    return name;
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}
const soon = () => new Promise((done) => setTimeout(done, 5));

describe('work that takes turns', () => {
  it('is done one at a time of a key, in its order, and beside that of another', async () => {
    const inTurn = takingTurns(2);
    const { begun, work, end } = works();
    const all = [inTurn('a', work('1')), inTurn('a', work('2')), inTurn('b', work('3'))];
    await soon();
    expect(begun).toEqual(['1', '3']);
    end('1');
    await soon();
    expect(begun).toEqual(['1', '3', '2']);
    end('2');
    end('3');
    expect(await Promise.all(all)).toEqual(['1', '2', '3']);
  });

  it('is refused where so many wait, and taken once they wait no more', async () => {
    const inTurn = takingTurns(1);
    const { begun, work, end } = works();
    const all = [inTurn('a', work('1')), inTurn('a', work('2'))];
    await expect(inTurn('a', work('3'))).rejects.toMatchObject({ code: 'too_many_requests' });
    await soon();
    end('1');
    await soon();
    const last = inTurn('a', work('4'));
    end('2');
    await soon();
    end('4');
    expect(await Promise.all([...all, last])).toEqual(['1', '2', '4']);
    expect(begun).toEqual(['1', '2', '4']);
  });

  it('goes on after one that failed, whose failure is its own', async () => {
    const inTurn = takingTurns(2);
    const failed = inTurn('a', () => Promise.reject(new Error('no')));
    const next = inTurn('a', async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
