import { expect, test } from 'vitest';
import { durationsByVersion, typicalSeconds } from './typical-durations';

const version = (number: number, minutes: number[]) => ({
  uuid: `v${number}`,
  version: number,
  seconds: minutes.map((one) => one * 60),
});

test('the typical duration is the median, and of none there is none', () => {
  expect(typicalSeconds(version(1, [10, 40, 20]))).toBe(1200);
  expect(typicalSeconds(version(1, [10, 20]))).toBe(900);
  expect(typicalSeconds(version(1, []))).toBeNull();
});

test('stands beside the versions before that were finished, oldest first', () => {
  const versions = [
    version(4, [1]),
    version(3, [10, 20, 30, 40, 500]),
    version(2, []),
    version(1, [15]),
  ];
  const { data, table, n } = durationsByVersion(versions, 3);
  expect(n).toBe(5);
  expect(data.groups.map(({ label, n: count }) => [label, count])).toEqual([
    ['Version 1', 1],
    ['Version 3', 5],
  ]);
  expect(data.groups[1]?.box).toMatchObject({
    median: 30,
    whisker_high: 40,
    outliers: 1,
    outlier_values: [500],
  });
  expect(table.rows[1]?.cells).toEqual([
    'Version 3',
    5,
    '10 min',
    '20 min',
    '30 min',
    '40 min',
    '8 h 20 min',
  ]);
});

test('without a finished experiment there is nothing to draw', () => {
  expect(durationsByVersion([version(1, [])], 1)).toMatchObject({ n: 0, data: { groups: [] } });
});
