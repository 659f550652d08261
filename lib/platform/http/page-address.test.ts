import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedQuery, filterChips, givenParams, pageHref, readPageAddress } from './page-address';

const NAMES = ['q', 'state', 'cursor'] as const;
const read = (given: Record<string, string | string[]>) => readPageAddress(NAMES, given);

describe('the address of a page', () => {
  it('has the values of its own names, trimmed, and none of what is empty', () => {
    expect(read({ q: ' S-1 ', state: ['', 'error', ' '], other: 'x' })).toEqual({
      q: ['S-1'],
      state: ['error'],
      cursor: [],
    });
  });

  it('is written in the order of its names, whatever changes, from the first page on', () => {
    const address = read({ state: ['error', 'received'], q: 'S', cursor: 'abc' });
    expect(pageHref('/p', address)).toBe('/p?q=S&state=error&state=received');
    expect(pageHref('/p', address, { q: null, cursor: 'n' })).toBe(
      '/p?state=error&state=received&cursor=n',
    );
    expect(pageHref('/p', address, { q: 'T', state: undefined })).toBe(
      '/p?q=T&state=error&state=received',
    );
    expect(pageHref('/p', read({}))).toBe('/p');
  });

  it('names its filters in words, each with the address without it', () => {
    const address = read({ q: 'S', state: ['error', 'x'], cursor: 'abc' });
    const chips = filterChips('/p', address, ['q', 'state'], (name) => ({
      label: name.toUpperCase(),
      value: (value) => (value === 'error' ? 'Error' : value),
    }));
    expect(chips).toEqual([
      { label: 'Q: S', removeHref: '/p?state=error&state=x' },
      { label: 'STATE: Error, x', removeHref: '/p?q=S' },
    ]);
  });

  it('reads back what it wrote', () => {
    const text = fc.string({ minLength: 1 }).filter((one) => one.trim() === one);
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (q, state) => {
        const address = { q, state, cursor: [] };
        const query = new URL(pageHref('/p', address), 'http://x').searchParams;
        expect(read({ q: query.getAll('q'), state: query.getAll('state') })).toEqual(address);
      }),
    );
  });
});

describe('parameters of any name', () => {
  it('are kept as they came, without the empty ones', () => {
    expect(givenParams({ a: '', b: 'x', c: ['', 'y'], d: ['y', 'z'], e: undefined })).toEqual({
      b: 'x',
      c: 'y',
      d: ['y', 'z'],
    });
  });

  it('are changed, taken off and added', () => {
    expect(changedQuery({ a: '1', b: ['2', '3'] }, { a: null, b: ['4', '5'], c: '6' })).toBe(
      '?b=4&b=5&c=6',
    );
    expect(changedQuery({ a: '1' }, { a: null })).toBe('');
    expect(changedQuery({ a: '1' }, { a: '' })).toBe('');
  });
});
