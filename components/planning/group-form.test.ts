import { expect, test } from 'vitest';
import { GroupEdit } from '@/lib/planning/contract';
import { copiedEdits } from './copied-edits';
import { groupValues, readGroupForm } from './group-form';

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
}

test('nothing said is nothing edited', () => {
  expect(readGroupForm(form({ kind: '', machines: ' ', stops: '', hours: '' }), 'M1')).toEqual({
    given: { name: 'M1' },
    faults: [],
  });
});

test.each<[string, Record<string, string>, object]>([
  [
    'one at a time',
    { kind: 'single', 'service.time': '4,5' },
    { service: { kind: 'single', time: { kind: 'fixed', minutes: 4.5 } } },
  ],
  [
    'pipelined',
    { kind: 'pipelined', 'service.per_hour': '60', 'service.dwell_minutes': '12', machines: '3' },
    { machines: 3, service: { kind: 'pipelined', per_hour: 60, dwell_minutes: 12 } },
  ],
  [
    'in batches, only when full',
    { kind: 'batch', 'service.capacity': '24', 'service.run': '45' },
    {
      service: {
        kind: 'batch',
        capacity: 24,
        run: { kind: 'fixed', minutes: 45 },
        start_after_minutes: null,
      },
    },
  ],
  [
    'handling, failures and stops',
    { preparation: '5', finishing: '0', failure_rate: '2', stops: 'never', hours: 'always' },
    {
      preparation: { kind: 'fixed', minutes: 5 },
      finishing: { kind: 'fixed', minutes: 0 },
      failure_rate: 0.02,
      stops: null,
      hours: null,
    },
  ],
])('%s is what the interface takes, and comes back into the form', (_, values, expected) => {
  const { given, faults } = readGroupForm(form(values), 'M1');
  expect(faults).toEqual([]);
  const edit = GroupEdit.parse(given);
  expect(edit).toEqual({ name: 'M1', ...expected });
  const { texts, choices, hours } = groupValues(edit);
  const again = form({
    ...texts,
    ...choices,
    ...Object.fromEntries(Object.entries(hours).map(([day, text]) => [`hours.${day}`, text])),
  });
  expect(GroupEdit.parse(readGroupForm(again, 'M1').given)).toEqual(edit);
});

test('what is missing or cannot be is said at its field', () => {
  expect(readGroupForm(form({ kind: 'pipelined' }), 'M1').faults.map(({ field }) => field)).toEqual(
    ['service.per_hour', 'service.dwell_minutes'],
  );
  const less = form({ kind: 'single', 'service.time': '10', 'service.time.p90': '5' });
  expect(readGroupForm(less, 'M1').faults[0]?.field).toBe('service.time.p90');
  const late = form({ hours: 'hours', 'hours.3': 'late' });
  expect(readGroupForm(late, 'M1').faults[0]?.field).toBe('hours.3');
});

test('of a group that was edited only what differs from its fit is copied', () => {
  const model = {
    name: 'M1',
    machines: 2,
    service: { kind: 'pipelined' as const, per_hour: 60, dwell_minutes: 12 },
    preparation: { kind: 'fixed' as const, minutes: 5 },
    finishing: { kind: 'fixed' as const, minutes: 5 },
    failures: { rate: 0.01, redo: { kind: 'fixed' as const, minutes: 0 } },
    stops: null,
    hours: null,
  };
  const before = [
    { name: 'M1', edited: true, model: { ...model, machines: 3 } },
    { name: 'M2', edited: false, model: { ...model, name: 'M2', machines: 9 } },
    { name: 'Gone', edited: true, model: { ...model, name: 'Gone' } },
    { name: 'Told', edited: true, model: { ...model, name: 'Told' } },
  ];
  const now = [
    { name: 'M1', edited: false, model },
    { name: 'M2', edited: false, model },
    { name: 'Told', edited: false, model: null },
  ];
  const copied = copiedEdits(before, now);
  expect(copied[0]).toEqual({ name: 'M1', machines: 3 });
  expect(copied.map(({ name }) => name)).toEqual(['M1', 'Told']);
  expect(copied[1]).toMatchObject({ machines: 2, service: model.service, failure_rate: 0.01 });
});
