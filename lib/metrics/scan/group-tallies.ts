import type { Ctx } from '@/lib/platform/context';
import type { Grouping } from '../contract';
import { compareGroups, groupNames, type GroupName } from '../group-names';
import type { TatQuestion } from '../turnaround/tat-question';
import type { Part } from './cohort';
import { Groups, groupsOf, type GroupsOf } from './group-of';
import type { Lookups } from './lookups';
import type { Units } from './units';

/** What is counted of each group of a grouping while a cohort is read. */
export class GroupTallies<T> {
  readonly #groups = new Groups();
  readonly #tallies: T[] = [];
  readonly #of: GroupsOf;
  #current: { units: Units; part: Part } | null = null;
  #groupOf: ((unit: number) => number) | null = null;
  #groupsOf: ((unit: number) => readonly number[]) | null = null;

  constructor(
    private readonly grouping: Grouping,
    question: TatQuestion,
    lookups: Lookups,
    private readonly empty: () => T,
  ) {
    this.#of = groupsOf(grouping, question, lookups, this.#groups);
  }

  #tally(group: number): T {
    return (this.#tallies[group] ??= this.empty());
  }

  /** The tally of a unit's group, for tests: they are in one group each. */
  of(units: Units, part: Part): (unit: number) => T {
    if (this.#of.many) throw new Error(`A specimen may be in several groups by ${this.grouping}`);
    const groupOf = this.#of.of(units, part);
    return (unit) => this.#tally(groupOf(unit));
  }

  /** Counts a unit in its groups: one of a test, perhaps several of a whole specimen. */
  count(units: Units, part: Part, unit: number, count: (tally: T) => void): void {
    if (this.#current?.units !== units || this.#current.part !== part) {
      this.#current = { units, part };
      if (this.#of.many) this.#groupsOf = this.#of.of(units, part);
      else this.#groupOf = this.#of.of(units, part);
    }
    if (this.#groupOf) count(this.#tally(this.#groupOf(unit)));
    else for (const group of this.#groupsOf?.(unit) ?? []) count(this.#tally(group));
  }

  /** The tally of a key as columns have it, for what is counted elsewhere; '' is no value. */
  at(key: string): T {
    return this.#tally(this.#groups.numberOf(key));
  }

  /** Every group that was met, named and in order. */
  async named(ctx: Ctx): Promise<(GroupName & { tally: T })[]> {
    const nameOf = await groupNames(ctx, this.grouping);
    return this.#groups.keys
      .flatMap((key, group) => {
        const tally = this.#tallies[group];
        return tally === undefined ? [] : [{ ...nameOf(key), tally }];
      })
      .toSorted((a, b) => compareGroups(this.grouping, a, b));
  }
}
