import { expect, test } from 'vitest';
import { alertSubject } from './alert-subject';
import { alertName } from './alert-words';
import { waitingText } from './waiting-text';

const DUE = '2026-11-21T10:00:00.000Z';

test.each([
  [
    { labels: { specimen: 'S-1', assay: 'CBC' }, due_at: DUE, summary: 'S-1 CBC is 3 min over' },
    'S-1 CBC',
  ],
  [{ labels: { specimen: 'S-1' }, due_at: DUE, summary: 'S-1 is 3 min over' }, 'S-1'],
  // Only a due time is told beside it as it is by now.
  [
    { labels: { specimen: 'S-1' }, due_at: null, summary: 'S-1 was collected 2 h ago' },
    'S-1 was collected 2 h ago',
  ],
  [{ labels: { device: 'XN-1' }, due_at: null, summary: 'XN-1 is down' }, 'XN-1 is down'],
])('an alert %o is called “%s”', (alert, name) => {
  expect(alertName(alert)).toBe(name);
});

test.each([
  ['test', 't', { specimen: 'A/1', assay: 'CBC' }, '/north/specimens/A%2F1'],
  ['specimen', 's', { specimen: 'S-1' }, '/north/specimens/S-1'],
  ['critical', 'c', { specimen: 'S-1', assay: 'CBC' }, '/north/specimens/S-1'],
  ['device', 'd', { device: 'XN 1' }, '/north/devices/XN%201'],
  ['import', 'i-1', {}, '/north/imports/i-1'],
  ['rule_set', 'r-1', {}, '/north/quality/rules/r-1?view=history'],
  ['assay', 'a', { assay: 'CBC' }, undefined],
  ['location', 'l', { location: 'Ward 4' }, undefined],
  ['lab', 'n', {}, undefined],
  ['test', 't', {}, undefined],
] as const)('an alert about a %s (%s, %o) leads to %s', (kind, id, labels, href) => {
  expect(alertSubject('north', { subject: { kind, id }, labels })?.href).toBe(href);
});

test.each([
  [{ tests: 0, stat: 0, urgent: 0 }, 'No test waits there'],
  [{ tests: 1, stat: 1, urgent: 0 }, '1 test waits there, 1 STAT'],
  [{ tests: 1_200, stat: 0, urgent: 3 }, '1,200 tests wait there, 3 urgent'],
])('%o is “%s”', (waiting, text) => {
  expect(waitingText(waiting)).toBe(text);
});
