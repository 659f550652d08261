import { describe, expect, test } from 'vitest';
import { pageHref } from '@/lib/platform/http/page-address';
import { listQueryOf, pageSizeOf, readAddress, sortHref, sortingOf } from './list-address';

const path = '/demo/specimens';
const address = readAddress({ q: ' S-1 ', state: ['error', 'received'], assay: '', cursor: 'abc' });

describe('the address of a list', () => {
  test('knows what it was given, and not what was left empty', () => {
    expect(address).toMatchObject({ q: ['S-1'], state: ['error', 'received'], assay: [] });
  });

  test('keeps its filters and begins at the first page', () => {
    expect(pageHref(path, address)).toBe('/demo/specimens?q=S-1&state=error&state=received');
    expect(pageHref(path, address, { state: null, q: null })).toBe(path);
    expect(pageHref(path, address, { q: null, state: 'error', cursor: 'next' })).toBe(
      '/demo/specimens?state=error&cursor=next',
    );
  });

  test('escapes what it carries', () => {
    const odd = readAddress({ location: 'Ward 3 & "East"' });
    expect(pageHref(path, odd)).toBe('/demo/specimens?location=Ward+3+%26+%22East%22');
  });

  test('sorts a column its usual way first, then the other', () => {
    const plain = readAddress({});
    expect(sortingOf(plain)).toEqual({ sort: 'received', order: 'desc' });
    expect(sortHref(path, plain, 'received')).toBe('/demo/specimens?sort=received&order=asc');
    expect(sortHref(path, plain, 'number')).toBe('/demo/specimens?sort=number');
    const sorted = readAddress({ sort: 'number' });
    expect(sortHref(path, sorted, 'number')).toBe('/demo/specimens?sort=number&order=desc');
    expect(sortHref(path, readAddress({ sort: 'number', order: 'desc' }), 'number')).toBe(
      '/demo/specimens?sort=number',
    );
    expect(sortingOf(readAddress({ sort: 'id; DROP' }))).toEqual({
      sort: 'received',
      order: 'desc',
    });
  });
});

describe('the list an address asks for', () => {
  const query = (given: Record<string, string | string[]>) =>
    listQueryOf(readAddress(given), 'Europe/Berlin', 50);

  test('has whole days of the lab, both included', () => {
    expect(query({ from: '2026-03-28', to: '2026-03-29', late: 'true' })).toMatchObject({
      from: new Date('2026-03-27T23:00:00Z'),
      // The clocks went forward that day.
      to: new Date('2026-03-29T22:00:00Z'),
      late: true,
      limit: 50,
      sort: 'received',
    });
  });

  test.each([
    [{ from: 'yesterday' }, 'from'],
    [{ to: '2026-02-30' }, 'to'],
    [{ late: 'perhaps' }, 'late'],
    [{ priority: 'ASAP' }, 'priority'],
    [{ sort: 'number; DROP TABLE specimens' }, 'sort'],
  ])('is refused for %j', (given, field) => {
    expect(() => query(given)).toThrow(field);
  });
});

test.each([
  ['', 50],
  ['rows=200', 200],
  ['rows=500', 500],
  ['rows=7', 50],
  ['rows=many', 50],
])('%j is a page of %d rows', (query, rows) => {
  expect(pageSizeOf(readAddress(Object.fromEntries(new URLSearchParams(query))))).toBe(rows);
});
