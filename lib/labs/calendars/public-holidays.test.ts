import { expect, test } from 'vitest';
import type { Ctx } from '@/lib/platform/context';
import { PublicHolidaysQuery } from './contract';
import { publicHolidays } from './public-holidays';

// Asks nothing of the database: only who asks counts.
const ctx = { actor: { kind: 'system', job: 'test' } } as const satisfies Pick<Ctx, 'actor'>;
const ask = (given: object) => publicHolidays(ctx, PublicHolidaysQuery.parse(given));
const dates = async (given: object) => (await ask(given)).data.map(({ date }) => date);

test('a country has its holidays, a state more of them, a region more again', async () => {
  const germany = await dates({ country: 'DE', year: 2027 });
  expect(germany).toEqual([
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-01',
    '2027-05-06',
    '2027-05-17',
    '2027-10-03',
    '2027-12-25',
    '2027-12-26',
  ]);
  const bavaria = await dates({ country: 'DE', state: 'BY', year: '2027' });
  expect(bavaria).toEqual(expect.arrayContaining([...germany, '2027-01-06', '2027-11-01']));
  const augsburg = await dates({ country: 'de', state: 'by', region: 'a', year: 2027 });
  expect(augsburg).toEqual(expect.arrayContaining([...bavaria, '2027-08-08']));
});

test('what there is to choose from is told with it', async () => {
  const { countries, states, regions } = await ask({ country: 'DE', state: 'BY', year: 2027 });
  expect(countries.length).toBeGreaterThan(150);
  expect(countries).toContainEqual({ code: 'DE', name: 'Germany' });
  expect(states).toContainEqual({ code: 'BY', name: 'Bayern' });
  expect(regions).toContainEqual({ code: 'A', name: 'Stadt Augsburg' });
});

test('a day in place of one on a weekend says so', async () => {
  const { data } = await ask({ country: 'US', year: 2027 });
  expect(data.find(({ date }) => date === '2027-07-05')).toMatchObject({ substitute: true });
  expect(data.find(({ date }) => date === '2027-07-04')).toMatchObject({ substitute: false });
});

test('a feast of several days is each of its days, named by the day after its eve', async () => {
  const { data } = await ask({ country: 'SA', year: 2027 });
  const eid = data.filter(({ name }) => name.startsWith('End of Ramadan'));
  expect(eid.map(({ date }) => date)).toEqual([
    '2027-03-09',
    '2027-03-10',
    '2027-03-11',
    '2027-03-12',
  ]);
});

test('days of daylight saving are whole days, each day once', async () => {
  // Easter Sunday 2027 is the day the clocks go forward in Hungary.
  const { data } = await ask({ country: 'HU', year: 2027 });
  expect(data.find(({ date }) => date === '2027-03-28')).toMatchObject({ half_day: false });
  expect(new Set(data.map(({ date }) => date)).size).toBe(data.length);
});

test.each([
  [{ country: 'ZZ' }, 'country'],
  [{ country: 'DE', state: 'ZZ' }, 'state'],
  [{ country: 'DE', state: 'BY', region: 'ZZ' }, 'region'],
])('%j is refused by name', async (given, field) => {
  await expect(ask({ ...given, year: 2027 })).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ field }],
  });
});
