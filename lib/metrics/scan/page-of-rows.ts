/** One row of a cohort: what it is sorted by (highest first), and how to find it again. */
export type RankedRow = { sort: number; block: number; unit: number };

/** So many candidates are held before those that cannot come on the page are let go. */
const ENOUGH = 20_000;

/**
 * Gathers the rows of a cohort that may stand on one page of `size`, and counts all of them. Rows
 * sort no higher than `ceiling`, the sort of the page before's last; rows level with it may stand on
 * that page or this, and ids decide which.
 */
export class PageOfRows {
  total = 0;
  #candidates: RankedRow[] = [];
  #floor = -Infinity;
  #cutAt = ENOUGH;

  constructor(
    private readonly size: number,
    private readonly ceiling = Infinity,
  ) {}

  add(sort: number, block: number, unit: number): void {
    this.total += 1;
    if (sort > this.ceiling || sort < this.#floor) return;
    this.#candidates.push({ sort, block, unit });
    if (this.#candidates.length >= this.#cutAt) this.#cut();
  }

  #cut(): void {
    const below = this.#candidates.filter(({ sort }) => sort < this.ceiling);
    if (below.length > this.size) {
      const sorts = Float64Array.from(below, ({ sort }) => sort).sort();
      this.#floor = sorts[sorts.length - this.size] ?? -Infinity;
      this.#candidates = this.#candidates.filter(({ sort }) => sort >= this.#floor);
    }
    this.#cutAt = Math.max(ENOUGH, 2 * this.#candidates.length);
  }

  /** Every row that may stand on the page, in no order, ties included. */
  candidates(): readonly RankedRow[] {
    this.#cut();
    return this.#candidates;
  }
}
