import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '@/lib/platform/errors';
import { alertsQueryOfAddress, readAlertsAddress } from './alerts-address';

const ZONE = 'Europe/Berlin';
const NOTIFICATION = '0198f3a0-0000-7000-8000-000000000001';
const queryOf = (given: Record<string, string | string[]>) =>
  alertsQueryOfAddress(readAlertsAddress(given), ZONE, 50);

test.each([
  [{}, { status: 'open', limit: 50 }],
  [{ show: 'firing' }, { status: 'firing', held: 'none', limit: 50 }],
  [{ show: 'held' }, { status: 'open', held: 'any', limit: 50 }],
  [{ show: 'sideways' }, { status: 'open', limit: 50 }],
  // What is past has no standing.
  [
    { status: 'resolved', show: 'firing' },
    { status: 'resolved', limit: 50 },
  ],
  [{ notification: NOTIFICATION }, { status: 'all', notification: NOTIFICATION, limit: 50 }],
  [
    { assay: ['CBC', 'GLU'], severity: '' },
    { status: 'open', assay: 'CBC', limit: 50 },
  ],
  [
    { status: 'resolved', from: '2026-11-20', to: '2026-11-20' },
    {
      status: 'resolved',
      from: new Date('2026-11-19T23:00:00Z'),
      to: new Date('2026-11-20T23:00:00Z'),
      limit: 50,
    },
  ],
])('the address %o asks for %o', (given, query) => {
  expect(queryOf(given)).toEqual(query);
});

test.each([
  [{ severity: 'awful' }, 'severity'],
  [{ status: 'gone' }, 'status'],
  [{ from: 'yesterday' }, 'from'],
  [{ notification: 'x' }, 'notification'],
])('the address %o is refused by the name of what is wrong', (given, field) => {
  expect(() => queryOf(given)).toThrow(expect.objectContaining({ code: 'invalid' }));
  expect(() => queryOf(given)).toThrow(new RegExp(field));
});

test('whatever an address says is a query, or refused with a name', () => {
  const names = ['status', 'show', 'severity', 'kind', 'from', 'to', 'specimen', 'cursor'];
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.array(fc.string()))),
      (given) => {
        try {
          expect(queryOf(given).limit).toBe(50);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toMatchObject({
            code: 'invalid',
            fields: expect.arrayContaining([
              { field: expect.any(String), message: expect.any(String) },
            ]),
          });
        }
      },
    ),
  );
});
