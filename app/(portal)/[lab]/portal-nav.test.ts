import { expect, test } from 'vitest';
import { ROLES } from '@/lib/platform/access/roles';
import { homePath, portalNav } from './portal-nav';

const EVERYBODY = ['Worklist', 'Specimens', 'Tests', 'Missing', 'Turnaround'];
const BENCH = ['Bench', 'Worklist', 'Specimens', 'Scan', 'Tests', 'Missing', 'Turnaround'];
const ADMIN = [
  'Assays',
  'Analytes',
  'Departments',
  'Locations',
  'Rejection reasons',
  'Error codes',
  'Workflow',
  'Devices',
  'People',
  'Keys',
  'Lab settings',
];

test.each([
  ['viewer', EVERYBODY],
  ['technician', BENCH],
  ['supervisor', [...BENCH, 'Imports']],
  ['manager', [...BENCH, 'Imports', 'Audit']],
  ['admin', [...BENCH, 'Imports', 'Audit', ...ADMIN]],
] as const)('a %s is led only to what they may use', (role, labels) => {
  expect(portalNav('demo', role).map(({ label }) => label)).toEqual(labels);
});

test.each(ROLES)('a %s begins at a page of their navigation', (role) => {
  const hrefs = portalNav('north', role).map(({ href }) => href);
  expect(hrefs).toContain(homePath('north', role));
});
