import { expect, test } from 'vitest';
import { readFigureAddress } from './figure-address';

const figure = { parameters: ['from', 'to', 'assay', 'grain'] };
const zone = { now: new Date('2026-03-30T12:00:00Z'), timeZone: 'Europe/Berlin' };
const read = (params: Record<string, string | string[]>, more?: string[]) =>
  readFigureAddress(figure, params, zone, more);

test('is of the seven days up to today unless it says otherwise', () => {
  const { found } = read({});
  expect(found?.days).toEqual({ from: '2026-03-24', to: '2026-03-30' });
  // The clocks went forward on the 29th.
  expect(found?.asked).toEqual({
    from: '2026-03-23T23:00:00.000Z',
    to: '2026-03-30T22:00:00.000Z',
  });
});

test('takes the parameters of the figure, and leaves others alone', () => {
  const { found } = read(
    { assay: ['CBC', 'NA'], grain: 'day', utm: 'x', cursor: 'c', device: '' },
    ['cursor'],
  );
  expect(found?.asked).toMatchObject({ assay: ['CBC', 'NA'], grain: 'day', cursor: 'c' });
  expect(Object.keys(found?.asked ?? {}).toSorted()).toEqual([
    'assay',
    'cursor',
    'from',
    'grain',
    'to',
  ]);
  expect(found?.filters).toEqual({ assay: ['CBC', 'NA'] });
  expect(found?.given).not.toHaveProperty('from');
});

test('an hour is asked for as it is, and lies in its day', () => {
  const { found } = read({ from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00+00:00' });
  expect(found?.days).toEqual({ from: '2026-03-29', to: '2026-03-29' });
  expect(found?.asked).toMatchObject({
    from: '2026-03-28T23:00:00.000Z',
    to: '2026-03-29T22:00:00.000Z',
  });
});

test('says what of a period it cannot read', () => {
  expect(read({ from: 'yesterday' }).faults?.[0]).toMatch(/^from: must be a day/);
  expect(read({ from: '2026-03-02', to: '2026-03-01' }).faults).toEqual([
    'to: must not lie before from',
  ]);
});

test('a figure without a period is asked without one', () => {
  const { found } = readFigureAddress({ parameters: ['assay'] }, { from: '2026-01-01' }, zone);
  expect(found?.asked).toEqual({});
});
