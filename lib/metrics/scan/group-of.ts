import { codes, valuesOf } from '../blocks/block';
import type { CodeColumn } from '../blocks/block-columns';
import type { Grouping } from '../contract';
import type { TatQuestion } from '../tat-question';
import { partTime, type Part } from './cohort';
import type { Lookups } from './lookups';
import { bucketOfDay, patternKey } from './time-keys';
import type { Units } from './units';

/** The groups met so far: a number each, by key; '' is the group without a value. */
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

/** Calls back with the number of each group a unit is in: one, but several of a whole specimen. */
export type GroupsOf = (
  units: Units,
  part: Part,
) => (unit: number, each: (group: number) => void) => void;

/** A specimen has tests of several assays, departments and devices: it counts once under each. */
export function isManyValued(question: TatQuestion, grouping: Grouping): boolean {
  return (
    question.unit === 'specimen' &&
    (grouping === 'assay' || grouping === 'department' || grouping === 'device')
  );
}

function byAttribute(
  column: CodeColumn,
  groups: Groups,
  keyOf: (value: string) => string,
): GroupsOf {
  // Groups are only made for codes that are met, lest a filter's others stand there with nothing.
  return (units) => {
    const list = codes(units.block, column);
    const values = valuesOf(units.block, column);
    const table = new Int32Array(values.length + 1).fill(-1);
    const groupOf = (code: number) => {
      const at = code + 1;
      let group = table[at] ?? -1;
      if (group === -1) {
        const value = values[code];
        group = groups.numberOf(value === undefined ? '' : keyOf(value));
        table[at] = group;
      }
      return group;
    };
    const { from, rowStands } = units;
    if (!from) return (unit, each) => each(groupOf(list[unit] ?? -1));
    return (unit, each) => {
      const seen: number[] = [];
      for (let row = from[unit] ?? 0; row < (from[unit + 1] ?? 0); row += 1) {
        if (rowStands[row] !== 1) continue;
        const group = groupOf(list[row] ?? -1);
        if (seen.includes(group)) continue;
        seen.push(group);
        each(group);
      }
    };
  };
}

/** Of a whole specimen what all its rows have in common stands on the first. */
function byOwnAttribute(column: CodeColumn, groups: Groups): GroupsOf {
  return (units) => {
    const of = byAttribute(column, groups, (value) => value)({ ...units, from: null }, 'finished');
    const { from } = units;
    return from ? (unit, each) => of(from[unit] ?? 0, each) : of;
  };
}

function byInstant(
  instants: (units: Units, part: Part) => Float64Array,
  numberOf: (at: number) => number,
  none: () => number,
): GroupsOf {
  return (units, part) => {
    const at = instants(units, part);
    return (unit, each) => {
      const time = at[unit] ?? NaN;
      each(Number.isNaN(time) ? none() : numberOf(time));
    };
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
  switch (grouping) {
    case 'assay':
    case 'device':
      return byAttribute(grouping, groups, (value) => value);
    case 'department':
      return byAttribute('assay', groups, (assay) => lookups.departments.get(assay) ?? '');
    case 'location':
      return byOwnAttribute('location', groups);
    case 'priority':
      return byOwnAttribute(question.unit === 'test' ? 'priority' : 'specimen_priority', groups);
    case 'day':
    case 'week':
    case 'month': {
      const known = new Map<number, number>();
      let [lastDay, last] = [NaN, 0];
      return byInstant(
        partTime,
        (time) => {
          const day = zone.dayAt(time);
          if (day === lastDay) return last;
          let group = known.get(day);
          if (group === undefined) {
            group = groups.numberOf(bucketOfDay(grouping, day, question.firstWeekday));
            known.set(day, group);
          }
          [lastDay, last] = [day, group];
          return group;
        },
        none,
      );
    }
    case 'weekday':
    case 'week_of_month': {
      const known = new Map<number, number>();
      return byInstant(
        ({ bin }) => bin,
        (time) => {
          const day = zone.dayAt(time);
          let group = known.get(day);
          if (group === undefined) {
            group = groups.numberOf(patternKey(grouping, time, zone));
            known.set(day, group);
          }
          return group;
        },
        none,
      );
    }
    case 'hour_bin': {
      const known = new Int32Array(24).fill(-1);
      return byInstant(
        ({ bin }) => bin,
        (time) => {
          const hour = zone.hourAt(time);
          let group = known[hour] ?? -1;
          if (group === -1) known[hour] = group = groups.numberOf(patternKey(grouping, time, zone));
          return group;
        },
        none,
      );
    }
  }
}
