import { expect, test } from 'vitest';
import { safePath } from './safe-path';

test.each([
  ['/demo/turnaround?assay=PCR#p90', '/demo/turnaround?assay=PCR#p90'],
  ['/', '/'],
  ['/invitation/abc', '/invitation/abc'],
  ['/demo/../other', '/other'],
])('%s leads within the portal', (given, path) => {
  expect(safePath(given)).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'demo',
  'https://evil.test/',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/.//evil.test',
  '/demo/..//evil.test',
  'javascript:alert(1)',
  'http:evil.test',
  '/sign-in',
  '/sign-in?next=/sign-in',
  '/api/auth/signout',
])('%s is not followed', (given) => {
  expect(safePath(given)).toBeNull();
});
