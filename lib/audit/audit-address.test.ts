import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '@/lib/platform/errors';
import {
  AUDIT_PARAMETERS,
  auditCsvHref,
  auditFilterOf,
  auditHref,
  readAuditAddress,
} from './audit-address';

test("days are the lab's, both included", () => {
  const address = readAuditAddress({ from: '2026-03-28', to: '2026-03-29', actor: ' Ada ' });
  const filter = auditFilterOf(address, 'Europe/Berlin');
  expect(filter).toEqual({
    from: new Date('2026-03-27T23:00:00Z'),
    to: new Date('2026-03-29T22:00:00Z'),
    actor: 'Ada',
  });
  expect(auditCsvHref('demo', filter)).toBe(
    '/api/v1/audit-events.csv?lab=demo&actor=Ada&from=2026-03-27T23%3A00%3A00.000Z&to=2026-03-29T22%3A00%3A00.000Z',
  );
});

test('a change of one filter keeps the others and begins at the first page', () => {
  const address = readAuditAddress({ actor: ['Ada', 'Bob'], action: 'assay.update', cursor: 'x' });
  expect(auditHref('/demo/audit', address)).toBe('/demo/audit?actor=Ada&action=assay.update');
  expect(auditHref('/demo/audit', address, { actor: '' })).toBe('/demo/audit?action=assay.update');
  expect(auditHref('/demo/audit', readAuditAddress({}))).toBe('/demo/audit');
  expect(auditHref('/demo/audit', readAuditAddress({}), { cursor: 'c' })).toBe(
    '/demo/audit?cursor=c',
  );
});

test('whatever stands in the address is a filter or refused by name', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('2026-03-01'));
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(AUDIT_PARAMETERS.map((name) => [name, text]))),
      (given) => {
        try {
          const filter = auditFilterOf(readAuditAddress(given), 'America/St_Johns');
          expect(Object.values(filter)).not.toContain('');
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          if (error instanceof AppError) expect(error.code).toBe('invalid');
        }
      },
    ),
  );
});
