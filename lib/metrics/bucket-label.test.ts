import { expect, test } from 'vitest';
import { bucketLabel } from './bucket-label';

test('buckets are named as people say them, hours by the lab’s clock', () => {
  expect(bucketLabel('hour', '2026-06-10T12:00:00.000Z', 'Europe/Berlin')).toBe('10 Jun 14:00');
  expect(bucketLabel('day', '2026-06-01', 'Pacific/Auckland')).toBe('1 Jun');
  expect(bucketLabel('week', '2026-12-28', 'Europe/Berlin')).toBe('28 Dec');
  expect(bucketLabel('month', '2026-06', 'Europe/Berlin')).toBe('Jun 2026');
});
