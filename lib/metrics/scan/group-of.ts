import { codes, valuesOf } from '../blocks/block';
import type { CodeColumn } from '../blocks/block-columns';
import type { Grouping } from '../contract';
import type { TatQuestion } from '../turnaround/tat-question';
import { partTime, type Part } from './cohort';
import type { Lookups } from './lookups';
import { bucketOfDay, patternKey } from './time-keys';
import type { Units } from './units';

/** Groups by number and key; '' is the group without a value. Some may turn out to have nothing. */
export class Groups {
  readonly keys: string[] = [];
  #numbers = new Map<string, number>();

  numberOf(key: string): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.keys.length;
      this.#numbers.set(key, number);
      this.keys.push(key);
    }
    return number;
  }
}

/** The group of each unit of a part. */
type One = { many: false; of: (units: Units, part: Part) => (unit: number) => number };
/** The groups of each unit: a specimen's tests may be in several. */
type Many = { many: true; of: (units: Units, part: Part) => (unit: number) => readonly number[] };

/** How units fall into groups. */
export type GroupsOf = One | Many;

/** A specimen has tests of several assays, departments and devices: it counts once under each. */
export function isManyValued(question: TatQuestion, grouping: Grouping): boolean {
  return (
    question.unit === 'specimen' &&
    (grouping === 'assay' || grouping === 'department' || grouping === 'device')
  );
}

type KeyOf = (value: string) => string;

/** The group of each code of a column, by code + 1: whatever its block has, counted or not. */
function groupsOfCodes(units: Units, column: CodeColumn, groups: Groups, keyOf: KeyOf): Int32Array {
  const keys = ['', ...valuesOf(units.block, column).map(keyOf)];
  return Int32Array.from(keys, (key) => groups.numberOf(key));
}

/** By an attribute of the test, or of what all rows of a specimen have in common: on its first row. */
function byAttribute(column: CodeColumn, groups: Groups, keyOf: KeyOf): One {
  return {
    many: false,
    of: (units) => {
      const list = codes(units.block, column);
      const table = groupsOfCodes(units, column, groups, keyOf);
      const { from } = units;
      return from
        ? (unit) => table[(list[from[unit] ?? 0] ?? -1) + 1] ?? 0
        : (unit) => table[(list[unit] ?? -1) + 1] ?? 0;
    },
  };
}

/** By an attribute that the tests of a specimen differ in: once under each. */
function byManyAttributes(column: CodeColumn, groups: Groups, keyOf: KeyOf): Many {
  return {
    many: true,
    of: (units) => {
      const { from, rowStands } = units;
      const list = codes(units.block, column);
      const table = groupsOfCodes(units, column, groups, keyOf);
      return (unit) => {
        const found: number[] = [];
        for (let row = from?.[unit] ?? 0; row < (from?.[unit + 1] ?? 0); row += 1) {
          if (rowStands[row] !== 1) continue;
          const group = table[(list[row] ?? -1) + 1] ?? 0;
          if (!found.includes(group)) found.push(group);
        }
        return found;
      };
    },
  };
}

function byInstant(
  instants: (units: Units, part: Part) => Float64Array,
  groupOf: (at: number) => number,
  none: () => number,
): One {
  return {
    many: false,
    of: (units, part) => {
      const at = instants(units, part);
      return (unit) => {
        const time = at[unit] ?? NaN;
        return Number.isNaN(time) ? none() : groupOf(time);
      };
    },
  };
}

/** A group by local day, looked up once a day. */
function groupByDay(
  lookups: Lookups,
  groupOf: (day: number, at: number) => number,
): (at: number) => number {
  const { zone } = lookups;
  const known = new Map<number, number>();
  let [lastDay, last] = [NaN, 0];
  return (at) => {
    const day = zone.dayAt(at);
    if (day === lastDay) return last;
    let group = known.get(day);
    if (group === undefined) known.set(day, (group = groupOf(day, at)));
    lastDay = day;
    last = group;
    return group;
  };
}

/** How units fall into the groups of a grouping; keys are ids, local dates, or the pattern's keys. */
export function groupsOf(
  grouping: Grouping,
  question: TatQuestion,
  lookups: Lookups,
  groups: Groups,
): GroupsOf {
  const { zone } = lookups;
  const none = () => groups.numberOf('');
  const itself: KeyOf = (value) => value;
  const binOf = ({ bin }: Units) => bin;
  const byTests = isManyValued(question, grouping) ? byManyAttributes : byAttribute;
  switch (grouping) {
    case 'assay':
    case 'device':
      return byTests(grouping, groups, itself);
    case 'department':
      return byTests('assay', groups, (assay) => lookups.departments.get(assay) ?? '');
    case 'location':
      return byAttribute('location', groups, itself);
    case 'priority':
      return byAttribute(
        question.unit === 'test' ? 'priority' : 'specimen_priority',
        groups,
        itself,
      );
    case 'day':
    case 'week':
    case 'month': {
      const ofDay = groupByDay(lookups, (day) =>
        groups.numberOf(bucketOfDay(grouping, day, question.firstWeekday)),
      );
      return byInstant(partTime, ofDay, none);
    }
    case 'weekday':
    case 'week_of_month': {
      const ofDay = groupByDay(lookups, (_, at) => groups.numberOf(patternKey(grouping, at, zone)));
      return byInstant(binOf, ofDay, none);
    }
    case 'hour_bin': {
      const known = new Int32Array(24).fill(-1);
      const ofHour = (at: number) => {
        const hour = zone.hourAt(at);
        const group = known[hour] ?? -1;
        if (group !== -1) return group;
        const made = groups.numberOf(patternKey(grouping, at, zone));
        known[hour] = made;
        return made;
      };
      return byInstant(binOf, ofHour, none);
    }
  }
}
