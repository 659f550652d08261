import type { PoolClient } from 'pg';
import { CopyText } from './copy-text';
import { shownValue, type Fault } from './fault';
import type { ImportRow } from './import-row';
import type { KeySet } from './key-set';
import type { LabNameStore } from './lab-name-store';
import type { Layout } from './layout';
import { loadSpecimens } from './load-specimens';
import { mergeRow, type MergeRules } from './merge-row';
import { testsOfHands } from './own-hand';
import { resolveRow, type ColumnFault } from './resolve-row';
import type { SpecimenModel, TransitionModel } from './specimen-model';
import { BatchTexts, writeSpecimens, type Writer } from './write-specimens';

/** Faulty rows are counted without end, but kept only so far. */
export const MAX_KEPT_REJECTIONS = 200_000;
const RETRIED = new Set(['23505', '40001', '40P01']);
const MAX_ATTEMPTS = 5;
const LIVE_EVERY_MS = 2_000;
/** Specimens a dry run remembers, as it cannot find them in the database again. */
const REMEMBERED = 50_000;

const REJECTIONS = 'import_rejections (lab_id, import_id, line, place, field, value, reason)';

/** Somebody cancelled the import; nothing of the batch at hand is written. */
export class ImportCancelled extends Error {}

/** What the lanes of one import share. */
export type ImportWork = {
  writer: Writer;
  layout: Layout;
  store: LabNameStore;
  rules: Omit<MergeRules, 'seen' | 'ownHand'>;
  /** Whose work here the importing person may not verify by a file. */
  hands: readonly string[];
  dryRun: boolean;
  withResults: boolean;
  /** Specimens and tests that earlier rows of this file were taken for. */
  taken: KeySet;
  kept: { rejections: number };
  lastLive: number;
};

type Item = { line: number; row: ImportRow } | { line: number; row?: undefined; faults: Fault[] };
type Counts = { created: number; updated: number; unchanged: number; rejected: number };

export function takenKeys(row: { specimen: string; assay: string }): [string, string] {
  return [row.specimen, testKey(row.specimen, row.assay)];
}

function testKey(specimen: string, assay: string): string {
  return `${specimen}\u0000${assay.toLowerCase()}`;
}

/**
 * Writes the rows of some of a file's specimens, in the order of the file, on a connection of its
 * own. Rows, counters and the line reached are committed together, and only if the line is still
 * where this lane left it: whoever is killed or overtaken has written nothing of that batch.
 */
export class ImportLane {
  #items: Item[] = [];
  #remembered = new Map<string, SpecimenModel>();
  #texts = new BatchTexts();
  #rejections = new CopyText(REJECTIONS);

  constructor(
    private readonly index: number,
    private readonly client: PoolClient,
    private readonly work: ImportWork,
    /** All lines up to this one are written. */
    public line: number,
  ) {}

  get waiting(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  /** Writes what is waiting; afterwards all lines up to `line` are done. */
  async flush(line: number): Promise<void> {
    const items = this.#items;
    this.#items = [];
    await this.work.store.prepare(items.flatMap((item) => item.row ?? []));
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.client.query('BEGIN');
        const keys = await this.#write(items, line);
        await this.client.query('COMMIT');
        for (const key of keys) this.work.taken.add(key);
        this.line = line;
        return;
      } catch (error) {
        await this.client.query('ROLLBACK').catch(() => undefined);
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        // Somebody created the same specimen meanwhile: read again what is there.
        if (!RETRIED.has(code) || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  async #write(items: readonly Item[], line: number): Promise<Set<string>> {
    const { writer, dryRun, withResults, taken } = this.work;
    const numbers = new Set(items.flatMap((item) => item.row?.specimen ?? []));
    const specimens =
      numbers.size === 0
        ? new Map<string, SpecimenModel>()
        : await loadSpecimens(this.client, writer.labId, [...numbers], {
            lock: !dryRun,
            withResults,
          });
    if (dryRun) this.#recall(numbers, specimens);
    const ownHand = await testsOfHands(
      this.client,
      writer.labId,
      specimens,
      this.work.rules.states,
      this.work.hands,
    );
    const keys = new Set<string>();
    const rules: MergeRules = {
      ...this.work.rules,
      ownHand,
      seen: (specimen, assay) => {
        const key = assay === null ? specimen : testKey(specimen, assay);
        return keys.has(key) || taken.has(key);
      },
    };
    const counts: Counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
    const transitions: TransitionModel[] = [];
    const rejections: { line: number; faults: Fault[] }[] = [];
    for (const item of items) {
      const faults = item.row
        ? this.#merge(item.row, specimens, rules, counts, transitions)
        : item.faults;
      if (faults) {
        counts.rejected += 1;
        rejections.push({ line: item.line, faults });
      } else if (item.row) for (const key of takenKeys(item.row)) keys.add(key);
    }
    if (dryRun) this.#remember(specimens);
    else await writeSpecimens(this.client, writer, this.#texts, specimens.values(), transitions);
    await this.#keepRejections(rejections);
    await this.#commitProgress(counts, items.length, line);
    return keys;
  }

  /** Applies one row; its faults where it is refused. */
  #merge(
    row: ImportRow,
    specimens: Map<string, SpecimenModel>,
    rules: MergeRules,
    counts: Counts,
    transitions: TransitionModel[],
  ): Fault[] | null {
    const resolved = resolveRow(row, this.work.store.names);
    if (Array.isArray(resolved)) return this.#named(resolved);
    const present = specimens.get(row.specimen);
    if (!present && this.work.dryRun && rules.seen(row.specimen, row.assay)) {
      // Made by a row that a dry run has forgotten: a second look would call it new again.
      counts.unchanged += 1;
      return null;
    }
    const merged = mergeRow(present, resolved, rules);
    if (merged.outcome === 'rejected') return this.#named(merged.faults);
    counts[merged.outcome] += 1;
    specimens.set(row.specimen, merged.specimen);
    if (merged.outcome !== 'unchanged') transitions.push(merged.transition);
    return null;
  }

  /** Faults by the names the file's own header has. */
  #named(faults: readonly ColumnFault[]): Fault[] {
    const { at, header } = this.work.layout;
    return faults.map(({ column, value, reason }) => {
      const index = at.get(column);
      const field = index === undefined ? column : (header[index] ?? column);
      return { field, value: shownValue(value), reason };
    });
  }

  async #keepRejections(rejections: readonly { line: number; faults: Fault[] }[]): Promise<void> {
    const { writer, kept } = this.work;
    const room = Math.max(0, MAX_KEPT_REJECTIONS - kept.rejections);
    this.#rejections.clear();
    for (const { line, faults } of rejections.slice(0, room)) {
      for (const [place, { field, value, reason }] of faults.entries()) {
        this.#rejections.add([
          writer.labId,
          writer.importId,
          line,
          place,
          storable(field),
          storable(value),
          storable(reason),
        ]);
      }
    }
    kept.rejections += Math.min(room, rejections.length);
    await this.#rejections.send(this.client);
  }

  async #commitProgress(counts: Counts, rows: number, line: number): Promise<void> {
    const { labId, importId } = this.work.writer;
    const updated = await this.client.query<{ rows_done: number }>(
      `UPDATE imports SET rows_done = rows_done + $3, created = created + $4,
         updated = updated + $5, unchanged = unchanged + $6, rejected = rejected + $7,
         progress = jsonb_set(progress, ARRAY['lanes', $8::text], to_jsonb($9::int))
       WHERE lab_id = $1 AND id = $2 AND status = 'running'
         AND (progress->'lanes'->>$8::int)::int = $10
       RETURNING rows_done`,
      [
        labId,
        importId,
        rows,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.rejected,
        this.index,
        line,
        this.line,
      ],
    );
    const done = updated.rows[0]?.rows_done;
    if (done === undefined) throw new ImportCancelled();
    const now = Date.now();
    if (now - this.work.lastLive < LIVE_EVERY_MS) return;
    this.work.lastLive = now;
    await this.client.query(
      `INSERT INTO live_events (lab_id, entity, entity_id, version) VALUES ($1, 'import', $2, $3)`,
      [labId, importId, done],
    );
    await this.client.query(`SELECT pg_notify('benchwatch_live', $1)`, [labId]);
  }

  #recall(numbers: ReadonlySet<string>, specimens: Map<string, SpecimenModel>): void {
    for (const number of numbers) {
      const remembered = this.#remembered.get(number);
      if (remembered) specimens.set(number, remembered);
    }
  }

  #remember(specimens: ReadonlyMap<string, SpecimenModel>): void {
    for (const [number, specimen] of specimens) {
      if (!specimen.changed) continue;
      this.#remembered.delete(number);
      this.#remembered.set(number, specimen);
    }
    for (const number of this.#remembered.keys()) {
      if (this.#remembered.size <= REMEMBERED) break;
      this.#remembered.delete(number);
    }
  }
}

/** PostgreSQL keeps no NUL in text. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd');
}
