import { expect, test } from 'vitest';
import { NewWhatIf } from '@/lib/planning/contract';
import { hoursDraft } from './hours-draft';
import {
  changesNothing,
  draftOf,
  freeName,
  newOutage,
  newScenario,
  readScenarios,
  type ScenarioDraft,
} from './scenario-draft';

const groups = [
  { name: 'M1', machines: 2 },
  { name: 'M 2.0', machines: 1 },
];
const draft = (change: Partial<ScenarioDraft> = {}) => ({ ...newScenario(1, 'One'), ...change });
const faultsOf = (...drafts: ScenarioDraft[]) => readScenarios(drafts, groups).faults;

test('what is typed is what is asked', () => {
  const { given, faults } = readScenarios(
    [
      draft({
        machines: [{ group: 'M1', change: '+1' }],
        failures: '20',
        demand: '−12,5',
        statFirst: 'yes',
        shifts: [{ group: 'M 2.0', hours: hoursDraft(null) }],
        outages: [newOutage('M1')],
      }),
    ],
    groups,
  );
  expect(faults).toEqual([]);
  const period = { from: '2026-03-02T00:00:00Z', to: '2026-03-09T00:00:00Z' };
  const { scenarios } = NewWhatIf.parse({ ...period, scenarios: given });
  expect(scenarios[0]).toMatchObject({
    name: 'One',
    machines: { M1: 1 },
    failure_reduction_percent: 20,
    demand_percent: -12.5,
    stat_first: true,
    outages: [{ machine: 'M1', machines: 1, weekday: '2', from: '08:00', to: '16:00' }],
  });
  expect(scenarios[0]?.shifts['M 2.0']?.['3']).toEqual([['00:00', '24:00']]);
});

test('what is left open changes nothing', () => {
  expect(faultsOf(draft())).toEqual([]);
  expect(changesNothing(draft({ machines: [{ group: 'M1', change: '' }] }))).toBe(true);
  expect(changesNothing(draft({ demand: '10' }))).toBe(false);
});

test.each<[string, Partial<ScenarioDraft>, string, string]>([
  ['no name', { name: ' ' }, 'name', 'must not be empty'],
  ['a word', { demand: 'twice' }, 'demand_percent', 'must be a percentage'],
  ['too much', { demand: '500' }, 'demand_percent', 'must be at most 400 %'],
  ['fewer than none', { failures: '-5' }, 'failure_reduction_percent', 'must be at least 0 %'],
  [
    'half a machine',
    { machines: [{ group: 'M1', change: '0.5' }] },
    'machines.M1',
    'must be a whole number',
  ],
  [
    'more fewer than there are',
    { machines: [{ group: 'M 2.0', change: '-2' }] },
    'machines.M 2.0',
    'M 2.0 has 1 machine; 2 fewer cannot be',
  ],
  [
    'hours that are none',
    { shifts: [{ group: 'M1', hours: { ...hoursDraft(null), '6': 'late' } }] },
    'shifts.M1.6',
    '“late” is no opening time; write 08:00–12:00, 13:00–16:30, or closed',
  ],
  [
    'an end before its beginning',
    { outages: [{ ...newOutage('M1'), from: '16:00', to: '08:00' }] },
    'outages.0.to',
    'must be after from',
  ],
  [
    'more down than there are',
    { outages: [{ ...newOutage('M1'), machines: '3' }] },
    'outages.0.machines',
    'M1 has 2 machines in this scenario',
  ],
])('%s is refused at its field', (_, change, field, message) => {
  expect(faultsOf(draft(change))).toContainEqual({ field: `scenarios.0.${field}`, message });
});

test('each fault is said, whatever else is wrong', () => {
  const wrong = { demand: 'twice', machines: [{ group: 'M1', change: '-3' }] };
  expect(faultsOf(draft(wrong)).map(({ field }) => field)).toEqual([
    'scenarios.0.demand_percent',
    'scenarios.0.machines.M1',
  ]);
  expect(faultsOf(draft({ machines: [{ group: 'Gone', change: '1' }] }))).toEqual([
    { field: 'scenarios.0.machines.Gone', message: 'there is no group named Gone' },
  ]);
});

test('what is wrong with all working days is one fault', () => {
  const hours = (monday: string, others: string) => ({
    shifts: [
      {
        group: 'M1',
        hours: {
          ...hoursDraft(null),
          '1': monday,
          '2': others,
          '3': others,
          '4': others,
          '5': others,
        },
      },
    ],
  });
  const days = (given: ReturnType<typeof hours>) =>
    faultsOf(draft(given)).map(({ field }) => field.at(-1));
  expect(days(hours('late', 'late'))).toEqual(['1']);
  expect(days(hours('08:00–12:00, 10:00–16:00', '08:00–12:00, 10:00–16:00'))).toEqual(['1']);
  expect(days(hours('early', 'late'))).toEqual(['1', '2', '3', '4', '5']);
  expect(days(hours('08:00–12:00', 'late'))).toEqual(['2', '3', '4', '5']);
});

test('two of one name are told apart', () => {
  expect(faultsOf(draft(), draft({ name: 'ONE ' }))).toEqual([
    { field: 'scenarios.1.name', message: 'is the name of another scenario' },
  ]);
  expect(freeName([draft()], 'one')).toBe('one 2');
});

test('a scenario that was asked is asked the same again', () => {
  const asked = {
    name: 'One',
    machines: { M1: -1 },
    failure_reduction_percent: 10,
    demand_percent: 0,
    shifts: { M1: null },
    stat_first: false,
    outages: [{ group: 'M1', machines: 1, weekday: '2' as const, from: '00:00', to: '24:00' }],
  };
  const { given, faults } = readScenarios([draftOf(asked, 1)], groups);
  expect(faults).toEqual([]);
  expect(given[0]).toMatchObject({
    machines: { M1: -1 },
    failure_reduction_percent: 10,
    stat_first: false,
    outages: [{ machine: 'M1', weekday: '2', from: '00:00', to: '24:00' }],
  });
});
