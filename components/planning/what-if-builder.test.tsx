import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NewWhatIf } from '@/lib/planning/contract';
import { newScenario } from './scenario-draft';
import type { ShownFit, ShownGroup } from './shown-fit';
import { WhatIfBuilder, type Begun, type WhatIfActions } from './what-if-builder';

const push = vi.fn();
vi.mock('next/navigation', () => ({ useRouter: () => ({ push, refresh: vi.fn() }) }));

beforeEach(() => push.mockReset());
afterEach(cleanup);

const none = { kind: 'fixed' as const, minutes: 0 };

function group(name: string, machines: number, change: Partial<ShownGroup> = {}): ShownGroup {
  return {
    name,
    machines,
    machine_names: [`${name}-1`],
    needs_input: [],
    edited: false,
    tests: 100,
    deliveries: 100,
    tests_per_hour: Array.from({ length: 168 }, () => 1),
    model: {
      name,
      machines,
      service: { kind: 'pipelined', per_hour: 30, dwell_minutes: 12 },
      preparation: none,
      finishing: none,
      failures: { rate: 0, redo: none },
      stops: null,
      hours: null,
    },
    how: null,
    preparation: { how: 'none', because: '', n: 0, p5_minutes: null },
    failures: { attempts: 100, failed: 1, redone: 1 },
    expected: { demand_per_day: 24, capacity_per_day: 720, load: 0.03, unstable: false },
    observed: { utilisation: 0.03, wait: null, turnaround: null, per_day: 24 },
    ...change,
  };
}

const fit: ShownFit = {
  from: '2026-03-02T00:00:00.000Z',
  to: '2026-03-30T00:00:00.000Z',
  state: 'fitted',
  tests: 200,
  void_unstarted: 0,
  tests_per_hour: Array.from({ length: 168 }, () => 2),
  groups: [group('M1', 2), group('M2', 1)],
  observed: { turnaround: null, per_day: 48 },
  notes: [],
};

const begun: Begun = {
  name: '',
  scenarios: [{ ...newScenario(1, 'One more M1'), machines: [{ group: 'M1', change: '+1' }] }],
  edits: [],
  statFirst: false,
  seed: '',
  runs: '',
};

function draw(shown: ShownFit = fit) {
  const start = vi.fn<WhatIfActions['start']>();
  start.mockResolvedValue({ ok: true, data: { id: 'an-id' } });
  const refit = vi.fn<WhatIfActions['fit']>();
  refit.mockResolvedValue({ ok: true, data: shown });
  render(
    <WhatIfBuilder
      labSlug="demo"
      period={{ from: shown.from, to: shown.to }}
      fitted={shown}
      edited={shown}
      begun={begun}
      actions={{ fit: refit, start }}
    />,
  );
  return { start, refit };
}

const scenario = (name: string) => within(screen.getByRole('region', { name }));
const run = () => fireEvent.click(screen.getByRole('button', { name: 'Run' }));

test('what is built is what is asked', async () => {
  const { start } = draw();
  fireEvent.change(scenario('One more M1').getByLabelText('Work, % more'), {
    target: { value: '20' },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Copy One more M1' }));
  fireEvent.change(screen.getByLabelText('Seed'), { target: { value: '7' } });
  run();
  await waitFor(() => expect(push).toHaveBeenCalledWith('/demo/what-if/an-id'));
  const asked = NewWhatIf.parse(start.mock.calls[0]?.[1]);
  expect(asked).toMatchObject({ seed: 7, runs: 30, stat_first: false, groups: [] });
  expect(
    asked.scenarios.map(({ name, machines, demand_percent: demand }) => [name, machines, demand]),
  ).toEqual([
    ['One more M1', { M1: 1 }, 20],
    ['One more M1 (copy)', { M1: 1 }, 20],
  ]);
});

test('there are four scenarios at most, and any is removed', () => {
  draw();
  const add = screen.getByRole('button', { name: 'Add a scenario' });
  for (let added = 0; added < 3; added += 1) fireEvent.click(add);
  expect(add).toHaveProperty('disabled', true);
  expect(screen.getByRole('button', { name: 'Copy Scenario 4' })).toHaveProperty('disabled', true);
  fireEvent.click(screen.getByRole('button', { name: 'Remove Scenario 3' }));
  expect(screen.queryByRole('region', { name: 'Scenario 3' })).toBeNull();
  expect(add).toHaveProperty('disabled', false);
});

test('what is wrong is said once a field is left, and nothing is asked', () => {
  const { start } = draw();
  const change = scenario('One more M1').getByLabelText('More, or −fewer');
  fireEvent.change(change, { target: { value: '-3' } });
  expect(screen.queryByText(/3 fewer cannot be/)).toBeNull();
  fireEvent.blur(change);
  expect(screen.getByText('M1 has 2 machines; 3 fewer cannot be')).toBeTruthy();
  run();
  expect(screen.getByText('One field has to be corrected first.')).toBeTruthy();
  expect(start).not.toHaveBeenCalled();
});

test('what the server refuses is said at its field, or above the button', async () => {
  const { start } = draw();
  start.mockResolvedValueOnce({
    ok: false,
    code: 'invalid',
    message: 'Some fields are wrong.',
    fields: [{ field: 'seed', message: 'must be a whole number' }],
    requestId: '',
  });
  run();
  expect(await screen.findByText('must be a whole number')).toBeTruthy();
  start.mockResolvedValueOnce({
    ok: false,
    code: 'too_many_requests',
    message: '20 what-ifs of this lab wait already.',
    fields: [],
    requestId: '',
  });
  run();
  expect(await screen.findByText('20 what-ifs of this lab wait already.')).toBeTruthy();
  expect(push).not.toHaveBeenCalled();
});

test('an unstable group, one that needs input and an empty period say so', () => {
  draw({
    ...fit,
    groups: [
      group('M1', 1, {
        expected: { demand_per_day: 500, capacity_per_day: 480, load: 1.04, unstable: true },
      }),
      group('M2', 1, { needs_input: ['service'], model: null, expected: null }),
    ],
  });
  expect(screen.getByText('Unstable as it stands: M1')).toBeTruthy();
  expect(screen.getByText('M1 gets 500 tests a day, and its 1 machine can do 480.')).toBeTruthy();
  expect(screen.getByText('Left out until you say more: M2')).toBeTruthy();
  cleanup();
  draw({ ...fit, state: 'empty', groups: [] });
  expect(screen.getByText('Nothing was received in this period')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Run' })).toBeNull();
});

test('what a manager says of a group is fitted, and asked with the scenarios', async () => {
  const { start, refit } = draw();
  // In the table, and in what a phone shows instead of it.
  const [edit] = screen.getAllByRole('button', { name: 'Edit M2' });
  if (!edit) throw new Error('no button to edit M2');
  fireEvent.click(edit);
  const sheet = within(await screen.findByRole('dialog', { name: 'M2' }));
  fireEvent.change(sheet.getByLabelText('Machines'), { target: { value: '3' } });
  fireEvent.click(sheet.getByRole('button', { name: 'Save and fit' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(refit.mock.calls[0]?.[1]).toMatchObject({ groups: [{ name: 'M2', machines: 3 }] });
  run();
  await waitFor(() => expect(start).toHaveBeenCalled());
  expect(start.mock.calls[0]?.[1]).toMatchObject({ groups: [{ name: 'M2', machines: 3 }] });
});
