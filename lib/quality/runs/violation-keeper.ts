import { pool } from '@/lib/platform/db/client';
import { ALWAYS_KEPT, KEPT_OF_A_RUN } from '../contract';
import type { Violation } from '../judgement';

const AT_ONCE = 2_000;

/** PostgreSQL keeps no NUL in text. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\u0000', '\ufffd');
}

/**
 * Writes the violations of a run: of each rule the first ones, and more while the run has room.
 * `take` is not waited for, so whoever judges calls `makeRoom` between the pieces of a table.
 */
export class ViolationKeeper {
  #waiting: (Violation & { place: number })[] = [];
  #places = new Map<number, number>();
  #kept = 0;

  constructor(
    private readonly labId: string,
    private readonly runId: string,
  ) {}

  take(violation: Violation): void {
    const place = this.#places.get(violation.rule) ?? 0;
    if (place >= ALWAYS_KEPT && this.#kept >= KEPT_OF_A_RUN) return;
    this.#places.set(violation.rule, place + 1);
    this.#kept += 1;
    this.#waiting.push({ ...violation, place });
  }

  /** Writes what waits, where it is enough to be worth it. */
  async makeRoom(): Promise<void> {
    if (this.#waiting.length >= AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < waiting.length; at += AT_ONCE) {
      const rows = waiting.slice(at, at + AT_ONCE);
      await pool().query(
        `INSERT INTO quality_violations
           (lab_id, run_id, rule, place, row, line, "column", value, expected, specimen)
         SELECT $1, $2, * FROM unnest($3::smallint[], $4::int[], $5::int[], $6::int[],
           $7::text[], $8::text[], $9::text[], $10::text[])
         ON CONFLICT DO NOTHING`,
        [
          this.labId,
          this.runId,
          rows.map(({ rule }) => rule),
          rows.map(({ place }) => place),
          rows.map(({ row }) => row),
          rows.map(({ line }) => line),
          rows.map(({ column }) => storable(column)),
          rows.map(({ value }) => storable(value)),
          rows.map(({ expected }) => storable(expected)),
          rows.map(({ specimen }) => storable(specimen)),
        ],
      );
    }
  }
}
