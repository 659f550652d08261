import { expect, test } from 'vitest';
import { FIGURES } from '@/lib/metrics/figures/figure-list';
import { ROLES } from '@/lib/platform/access/roles';
import { homePath, portalNav } from './portal-nav';

const PLATFORM = ['Deck', 'Containers', 'Processes', 'Experiments', 'Connections', 'Inbox'];
const FIGURE_LABELS = [
  'Turnaround',
  ...FIGURES.map(({ title }) => title),
  'Instruments',
  ...PLATFORM,
];
const EVERYBODY = [
  'Worklist',
  'Specimens',
  'Criticals',
  'Alerts',
  'Tests',
  'Missing',
  'Waiting',
  'Overview',
  ...FIGURE_LABELS,
];
const BENCH_WORK = [
  'Bench',
  'Worklist',
  'Specimens',
  'Criticals',
  'Scan',
  'Tests',
  'Missing',
  'Waiting',
];
const BENCH = [
  ...BENCH_WORK.slice(0, 4),
  'Alerts',
  ...BENCH_WORK.slice(4),
  'Overview',
  ...FIGURE_LABELS,
  'Targets',
];
const LEADING = ['Overview', 'Alerts', ...BENCH_WORK, ...FIGURE_LABELS, 'Targets'];
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
  ['viewer', [...EVERYBODY, 'Targets', 'Exports', 'Workflow']],
  ['technician', [...BENCH, 'Exports', 'Workflow']],
  ['supervisor', [...LEADING, 'Imports', 'Exports', 'Workflow']],
  ['manager', [...LEADING, 'Imports', 'Exports', 'Audit', 'Workflow']],
  ['admin', [...LEADING, 'Imports', 'Exports', 'Audit', ...ADMIN]],
] as const)('a %s is led only to what they may use', (role, labels) => {
  expect(portalNav('demo', role).map(({ label }) => label)).toEqual(labels);
});

test.each(ROLES)('a %s begins at a page of their navigation', (role) => {
  const hrefs = portalNav('north', role).map(({ href }) => href);
  expect(hrefs).toContain(homePath('north', role));
});

test('a place says how much of it wants attention', () => {
  const counts = portalNav('demo', 'technician', { criticals: 3, alerts: 2 }).map(
    ({ label, count }) => [label, count],
  );
  expect(counts).toContainEqual(['Criticals', 3]);
  expect(counts).toContainEqual(['Alerts', 2]);
  expect(counts).toContainEqual(['Worklist', undefined]);
});
