import type { FieldError } from '@/components/ui/form-errors';
import type { Weekday } from '@/lib/labs/calendars/opening-hours';
import { AskedScenario, type WhatIfAnswer } from '@/lib/planning/contract';
import { scenarioFaults, type MachineGroup } from '@/lib/planning/model';
import { hoursDraft, readHours, workdaysAsOne, type HoursDraft } from './hours-draft';
import { counted } from './number-text';

/** A scenario as the form has it: numbers are the texts that are typed, nothing is no change. */
export type ScenarioDraft = {
  key: number;
  name: string;
  machines: { group: string; change: string }[];
  failures: string;
  demand: string;
  /** Nothing: as the lab does now. */
  statFirst: '' | 'yes' | 'no';
  shifts: { group: string; hours: HoursDraft }[];
  outages: { group: string; machines: string; weekday: Weekday; from: string; to: string }[];
};

export type KnownGroup = Pick<MachineGroup, 'name' | 'machines'>;

const TUESDAY: Weekday = '2';

export function newScenario(key: number, name: string): ScenarioDraft {
  return {
    key,
    name,
    machines: [],
    failures: '',
    demand: '',
    statFirst: '',
    shifts: [],
    outages: [],
  };
}

/** A name that no other scenario has: “Scenario 2”, “One more M1 (copy)”. */
export function freeName(taken: readonly ScenarioDraft[], wanted: string): string {
  const names = new Set(taken.map(({ name }) => name.trim().toLowerCase()));
  if (!names.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted} ${number}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}

export function newOutage(group: string): ScenarioDraft['outages'][number] {
  return { group, machines: '1', weekday: TUESDAY, from: '08:00', to: '16:00' };
}

/** A scenario that was asked before, as the form has it. */
export function draftOf(asked: WhatIfAnswer['asked'][number], key: number): ScenarioDraft {
  const percent = (value: number) => (value === 0 ? '' : String(value));
  return {
    key,
    name: asked.name,
    machines: Object.entries(asked.machines).map(([group, change]) => ({
      group,
      change: String(change),
    })),
    failures: percent(asked.failure_reduction_percent),
    demand: percent(asked.demand_percent),
    statFirst: asked.stat_first === undefined ? '' : asked.stat_first ? 'yes' : 'no',
    shifts: Object.entries(asked.shifts).map(([group, hours]) => ({
      group,
      hours: hoursDraft(hours),
    })),
    outages: asked.outages.map(({ group, machines, weekday, from, to }) => ({
      group,
      machines: String(machines),
      weekday,
      from,
      to,
    })),
  };
}

/** A number as people type it; what is none stays the text, and is refused as such. */
export function typedNumber(text: string): number | string | undefined {
  const given = text.trim();
  if (given === '') return undefined;
  const value = Number(
    given
      .replace('−', '-')
      .replace(/^\+/, '')
      .replace(/^(-?\d+),(\d+)$/, '$1.$2'),
  );
  return Number.isFinite(value) ? value : given;
}

function givenOf(draft: ScenarioDraft, at: (...path: string[]) => string, faults: FieldError[]) {
  const shifts = draft.shifts.map(({ group, hours }) => {
    const read = readHours(hours, at('shifts', group));
    faults.push(...read.faults);
    return [group, read.hours] as const;
  });
  return {
    name: draft.name,
    machines: Object.fromEntries(
      draft.machines.map(({ group, change }) => [group, typedNumber(change) ?? 0]),
    ),
    failure_reduction_percent: typedNumber(draft.failures),
    demand_percent: typedNumber(draft.demand),
    ...(draft.statFirst === '' ? {} : { stat_first: draft.statFirst === 'yes' }),
    shifts: Object.fromEntries(shifts),
    outages: draft.outages.map(({ group, machines, weekday, from, to }) => ({
      machine: group,
      machines: typedNumber(machines) ?? 1,
      weekday,
      from,
      to,
    })),
  };
}

/** More machines down than a group has are no fault of the simulation, but a slip. */
function tooManyDown(
  draft: ScenarioDraft,
  groups: readonly KnownGroup[],
  at: (...path: string[]) => string,
): FieldError[] {
  return draft.outages.flatMap(({ group, machines }, index) => {
    const change = draft.machines.find((one) => one.group === group)?.change ?? '';
    const more = typedNumber(change) ?? 0;
    const known = groups.find(({ name }) => name === group)?.machines ?? 0;
    const [down, has] = [typedNumber(machines), known + (typeof more === 'number' ? more : 0)];
    if (typeof down !== 'number' || has < 0 || down <= has) return [];
    const message = `${group} has ${counted(has, 'machine')} in this scenario`;
    return [{ field: at('outages', String(index), 'machines'), message }];
  });
}

/**
 * What the form's scenarios ask for, and what is wrong with them by field, as the interface names it:
 * `scenarios.0.machines.M1`.
 */
export function readScenarios(
  drafts: readonly ScenarioDraft[],
  groups: readonly KnownGroup[],
): { given: unknown[]; faults: FieldError[] } {
  const faults: FieldError[] = [];
  const given = drafts.map((draft, index) => {
    const at = (...path: string[]) => ['scenarios', index, ...path].join('.');
    const asked = givenOf(draft, at, faults);
    const parsed = AskedScenario.safeParse(asked);
    for (const { path, message } of parsed.error?.issues ?? []) {
      faults.push({ field: at(...path.map(String)), message });
    }
    // What is wrong elsewhere hides nothing that is wrong with the machines.
    const known =
      parsed.data ?? AskedScenario.safeParse({ name: '-', machines: asked.machines }).data;
    if (known === undefined) return asked;
    const { outages, outage: _, ...rest } = known;
    const named = outages.map(({ machine: group, ...when }) => ({ group, ...when }));
    for (const { path, message } of scenarioFaults({ groups }, { ...rest, outages: named })) {
      faults.push({ field: at(...path.map(String)), message });
    }
    if (parsed.success) faults.push(...tooManyDown(draft, groups, at));
    return asked;
  });
  const seen = new Set<string>();
  for (const [index, { name }] of drafts.entries()) {
    const key = name.trim().toLowerCase();
    if (key !== '' && seen.has(key)) {
      faults.push({ field: `scenarios.${index}.name`, message: 'is the name of another scenario' });
    }
    seen.add(key);
  }
  const hours = drafts.flatMap(({ shifts }, index) =>
    shifts.map(({ group }) => `scenarios.${index}.shifts.${group}`),
  );
  return { given, faults: hours.reduce(workdaysAsOne, faults) };
}

/** Whether a scenario changes anything at all. */
export function changesNothing(draft: ScenarioDraft): boolean {
  const number = (text: string) => typedNumber(text) ?? 0;
  return (
    draft.machines.every(({ change }) => number(change) === 0) &&
    number(draft.failures) === 0 &&
    number(draft.demand) === 0 &&
    draft.statFirst === '' &&
    draft.shifts.length === 0 &&
    draft.outages.length === 0
  );
}

/** The fields of a scenario that can show a fault, by the names the interface has for them. */
export function scenarioFields(draft: ScenarioDraft, index: number): string[] {
  const own = [
    'name',
    'demand_percent',
    'failure_reduction_percent',
    'stat_first',
    ...draft.machines.map(({ group }) => `machines.${group}`),
    ...draft.shifts.flatMap(({ group }) =>
      ['', '.1', '.2', '.3', '.4', '.5', '.6', '.7'].map((day) => `shifts.${group}${day}`),
    ),
    ...draft.outages.flatMap((_, place) =>
      ['group', 'machines', 'weekday', 'from', 'to'].map((field) => `outages.${place}.${field}`),
    ),
  ];
  return [`scenarios.${index}`, ...own.map((field) => `scenarios.${index}.${field}`)];
}
