import { expect, test } from 'vitest';
import { csvAddress } from './csv-address';
import { exportTable } from './dictionary';

const lab = { slug: 'north', timeZone: 'Europe/Berlin' };

function asked(name: 'tests' | 'assays', period: { from?: string; to?: string }) {
  const url = new URL(csvAddress(exportTable(name), lab, period), 'http://lab');
  return [url.pathname, Object.fromEntries(url.searchParams)];
}

test('whole days of the lab become the instants between which they lie', () => {
  expect(asked('tests', { from: '2026-03-29', to: '2026-03-29' })).toEqual([
    '/api/v1/exports/tests.csv',
    {
      lab: 'north',
      bom: '1',
      from: '2026-03-28T23:00:00.000Z',
      // The clocks went forward: this day has 23 hours.
      to: '2026-03-29T22:00:00.000Z',
    },
  ]);
});

test('an open side stays open, and a list is given whole', () => {
  expect(asked('tests', { to: '2026-01-31' })[1]).toEqual({
    lab: 'north',
    bom: '1',
    to: '2026-01-31T23:00:00.000Z',
  });
  expect(asked('assays', { from: '2026-01-31' })[1]).toEqual({ lab: 'north', bom: '1' });
});
