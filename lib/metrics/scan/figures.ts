import type { Figure, Grouping } from '../contract';
import type { TatQuestion } from '../tat-question';
import { eachOfPart, turnaroundOf, type Part } from './cohort';
import { emptyTally, figureOf, type Tally } from './figure-of';
import { Groups, groupsOf, type GroupsOf } from './group-of';
import type { Lookups } from './lookups';
import { ascendingOrder } from './sorted';
import type { Units, View } from './units';

/** Figures of the whole and of each grouping by key; the key is '' where there is no value. */
export type Figures = { whole: Figure; groups: Map<Grouping, Map<string, Figure>> };

/** One way of grouping while the cohort is read: tallies by group, and whose each value is. */
class Sorter {
  readonly groups = new Groups();
  readonly tallies: Tally[] = [];
  /** Pairs of a value's place and its group, in the order of the values. */
  readonly #places: Int32Array;
  readonly #members: Int32Array;
  #count = 0;
  readonly of: GroupsOf;

  constructor(grouping: Grouping, question: TatQuestion, lookups: Lookups, room: number) {
    this.of = groupsOf(grouping, question, lookups, this.groups);
    this.#places = new Int32Array(room);
    this.#members = new Int32Array(room);
  }

  tally(group: number): Tally {
    return (this.tallies[group] ??= emptyTally());
  }

  add(place: number, group: number): void {
    this.#places[this.#count] = place;
    this.#members[this.#count] = group;
    this.#count += 1;
  }

  /** The figures by key, from the values and their ascending order. */
  figures(values: Float64Array, order: Uint32Array): Map<string, Figure> {
    // Where the pairs of a value begin: one pair each, or several of a whole specimen.
    const begins = new Int32Array(values.length + 1);
    for (let pair = 0; pair < this.#count; pair += 1) {
      const after = (this.#places[pair] ?? 0) + 1;
      begins[after] = (begins[after] ?? 0) + 1;
    }
    for (let place = 0; place < values.length; place += 1) {
      begins[place + 1] = (begins[place + 1] ?? 0) + (begins[place] ?? 0);
    }
    const sorted = this.tallies.map((tally) => new Float64Array(tally.n));
    const filled = new Int32Array(this.tallies.length);
    for (let rank = 0; rank < order.length; rank += 1) {
      const place = order[rank] ?? 0;
      const value = values[place] ?? 0;
      for (let pair = begins[place] ?? 0; pair < (begins[place + 1] ?? 0); pair += 1) {
        const group = this.#members[pair] ?? 0;
        const into = sorted[group];
        if (into) into[filled[group] ?? 0] = value;
        filled[group] = (filled[group] ?? 0) + 1;
      }
    }
    return new Map(
      this.tallies.map((tally, group) => [
        this.groups.keys[group] ?? '',
        figureOf(sorted[group] ?? new Float64Array(), tally),
      ]),
    );
  }
}

type Count = (tally: Tally) => void;

/**
 * Answers a question as a whole and by each grouping in one reading of its blocks. Percentiles are of
 * type 7 over exact ms: all values are sorted once and dealt out to their groups in order.
 */
export function figuresOf(
  views: readonly View[],
  question: TatQuestion,
  lookups: Lookups,
  groupings: readonly Grouping[],
): Figures {
  const rows = views.reduce((sum, { block }) => sum + block.rows, 0);
  const whole = emptyTally();
  const sorters = groupings.map(
    (grouping) => [grouping, new Sorter(grouping, question, lookups, rows)] as const,
  );
  const values = new Float64Array(rows);
  const turnaround = turnaroundOf(question, lookups);

  const read = (
    part: Part,
    visit: (units: Units, unit: number, all: (count: Count) => void) => void,
  ) => {
    let current: Units | null = null;
    let inGroups: { sorter: Sorter; of: ReturnType<GroupsOf> }[] = [];
    eachOfPart(views, question, lookups, part, (units, unit) => {
      if (units !== current) {
        current = units;
        inGroups = sorters.map(([, sorter]) => ({ sorter, of: sorter.of(units, part) }));
      }
      visit(units, unit, (count) => {
        count(whole);
        for (const { sorter, of } of inGroups) of(unit, (group) => count(sorter.tally(group)));
      });
    });
  };

  let current: Units | null = null;
  let inGroups: { sorter: Sorter; of: ReturnType<GroupsOf> }[] = [];
  eachOfPart(views, question, lookups, 'finished', (units, unit) => {
    if (units !== current) {
      current = units;
      inGroups = sorters.map(([, sorter]) => ({ sorter, of: sorter.of(units, 'finished') }));
    }
    const start = units.start[unit] ?? NaN;
    const end = units.end[unit] ?? NaN;
    const due = units.due[unit] ?? NaN;
    const place = end >= start ? whole.n : -1;
    const ms = place >= 0 ? turnaround(start, end) : 0;
    if (place >= 0) values[place] = ms;
    const add = (tally: Tally) => {
      if (place < 0) {
        if (Number.isNaN(start)) tally.missing += 1;
        else tally.negative += 1;
        return;
      }
      tally.n += 1;
      tally.sum += ms;
      if (!Number.isNaN(due)) tally.withTarget += 1;
      if (end <= due) tally.withinTarget += 1;
      if (units.invalidated[unit] === 1) tally.invalidated += 1;
      if (units.amended[unit] === 1) tally.amended += 1;
    };
    add(whole);
    for (const { sorter, of } of inGroups) {
      of(unit, (group) => {
        add(sorter.tally(group));
        if (place >= 0) sorter.add(place, group);
      });
    }
  });
  read('skipped', (_, __, all) => all((tally) => (tally.missing += 1)));
  read('unfinished', (_, __, all) => all((tally) => (tally.unfinished += 1)));
  read('void', (_, __, all) => all((tally) => (tally.void += 1)));
  read('due', (units, unit, all) => {
    const onTime = (units.end[unit] ?? NaN) <= (units.due[unit] ?? NaN);
    all((tally) => {
      tally.due += 1;
      if (onTime) tally.onTime += 1;
    });
  });

  const finished = values.subarray(0, whole.n);
  const order = ascendingOrder(finished);
  const sorted = new Float64Array(finished.length);
  for (let rank = 0; rank < order.length; rank += 1) sorted[rank] = finished[order[rank] ?? 0] ?? 0;
  return {
    whole: figureOf(sorted, whole),
    groups: new Map(
      sorters.map(([grouping, sorter]) => [grouping, sorter.figures(finished, order)]),
    ),
  };
}
