import type { Work } from './work';

/** Machines of one kind, and the tests they do. */
export type WorkGroup = {
  name: string;
  /** Places in the work's machines; none where no test names a machine. */
  machines: number[];
  /** Rows that were received in the period, were done or are to be done: the group's demand. */
  demand: Int32Array;
  /** All of its rows: also what came before and was on a machine or released in the period. */
  rows: Int32Array;
};

export type GroupedWork = {
  groups: WorkGroup[];
  /** Received in the period and void before any work on them began; in no demand. */
  voidUnstarted: number;
};

/** Tests that name no machine, of a department that none of its tests names one in. */
const NO_MACHINE = 'no machine named';

/** For each assay the group that did most of it; -1 where none did any. */
function usualGroups(work: Work, groupOfMachine: Int16Array, groups: number): Map<number, number> {
  const counts = new Map<number, Int32Array>();
  for (let row = 0; row < work.count; row += 1) {
    const machine = work.machine[row] ?? -1;
    if (machine < 0) continue;
    const assay = work.assay[row] ?? -1;
    let count = counts.get(assay);
    if (!count) counts.set(assay, (count = new Int32Array(groups)));
    const group = groupOfMachine[machine] ?? 0;
    count[group] = (count[group] ?? 0) + 1;
  }
  return new Map([...counts].map(([assay, count]) => [assay, count.indexOf(Math.max(...count))]));
}

/**
 * Puts machines into groups by their type, else each by its own name, and tests to the group of their
 * machine; those without a machine to the group that usually does their assay, else to one of their
 * department that has no machine yet.
 */
export function groupWork(work: Work): GroupedWork {
  const groups: { name: string; machines: number[] }[] = [];
  const placeOf = new Map<string, number>();
  const placed = (name: string) => {
    const key = name.toLowerCase();
    const known = placeOf.get(key);
    if (known !== undefined) return known;
    placeOf.set(key, groups.length);
    groups.push({ name, machines: [] });
    return groups.length - 1;
  };
  const groupOfMachine = Int16Array.from(work.machines, ({ name, type }, machine) => {
    const group = placed(type.trim() || name);
    groups[group]?.machines.push(machine);
    return group;
  });
  const usual = usualGroups(work, groupOfMachine, groups.length);
  const [rows, demand]: [number[][], number[][]] = [[], []];
  let voidUnstarted = 0;
  for (let row = 0; row < work.count; row += 1) {
    const received = work.received[row] ?? NaN;
    const came = received >= work.from && received < work.to;
    if (work.isVoid[row] === 1 && Number.isNaN(work.started[row] ?? NaN)) {
      if (came) voidUnstarted += 1;
      continue;
    }
    const machine = work.machine[row] ?? -1;
    let group = machine >= 0 ? groupOfMachine[machine] : usual.get(work.assay[row] ?? -1);
    if (group === undefined) {
      const department = work.departments[work.department[row] ?? 0] ?? '';
      group = placed(department === '' ? 'No machine named' : `${department} (${NO_MACHINE})`);
    }
    (rows[group] ??= []).push(row);
    if (came) (demand[group] ??= []).push(row);
  }
  const grouped = groups.map(({ name, machines }, group) => ({
    name,
    machines,
    demand: Int32Array.from(demand[group] ?? []),
    rows: Int32Array.from(rows[group] ?? []),
  }));
  return {
    // A machine that only finished what came before is no part of what is asked.
    groups: grouped
      .filter(({ demand: some }) => some.length > 0)
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    voidUnstarted,
  };
}
