import { judgeByAnalytes } from '@/lib/results/analyte-rules';
import { type LabRules, readLabRules } from '@/lib/specimens/lab-rules';
import { ownHands } from '@/lib/worklist/own-hand-sql';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { pool } from '@/lib/platform/db/client';
import type { Import } from '@/lib/platform/db/generated/client';
import { z } from 'zod';
import { ImportMapping, type ImportFindings } from './contract';
import { CsvReader, UnreadableFile, type CsvRecord } from '@/lib/platform/csv/csv-reader';
import { customaryOrder, guessDateOrder, type DateGuess } from '@/lib/platform/csv/date-order';
import { dueTimes } from './due-times';
import { endImport } from './end-import';
import { fileBytes } from './file-bytes';
import { ImportCancelled, ImportLane, MAX_KEPT_REJECTIONS, takenKeys } from './import-lane';
import type { ImportWork } from './import-lane';
import { KeySet } from './key-set';
import { labClock } from '@/lib/platform/csv/lab-clock';
import { LabNameStore } from './lab-name-store';
import { manyIds } from './many-ids';
import { readHeader, timeColumnsOf, type Layout } from './layout';
import { readFaultFindings } from './read-findings';
import { readRow, type RowRules } from './read-row';
import { readTime } from '@/lib/platform/csv/read-time';
import { priorityWords, statusWords } from './status-words';
import { slicesOf, survey, type Survey } from '@/lib/platform/csv/survey';

/** Two connections keep a server of two cores busy; rows of one specimen stay in one lane. */
const LANES = 2;
/** What a statement costs beside its rows is shared by so many of them. */
const BATCH_ROWS = 2_000;

const Progress = z.object({ lanes: z.array(z.number().int()) });

type Prepared = { survey: Survey; layout: Layout; rules: RowRules; dates: DateGuess | null };

/** Surveys the file and reads its header, or says why it cannot be imported. */
async function prepare(ctx: Ctx, record: Import, states: string[]): Promise<Prepared | string> {
  const mapping = ImportMapping.parse(record.mapping);
  const found = await survey(
    () => fileBytes(ctx.lab.id, record.id),
    (header) => {
      const layout = readHeader(header, mapping.columns);
      return typeof layout === 'string' ? [] : timeColumnsOf(layout);
    },
  );
  if (typeof found === 'string') return found;
  const layout = readHeader(found.header, mapping.columns);
  if (typeof layout === 'string') return layout;
  const { timeZone } = ctx.lab;
  const dates = guessDateOrder(found.dates, mapping.date_order, timeZone);
  const rules: RowRules = {
    layout,
    statuses: statusWords(states, mapping.statuses),
    priorities: priorityWords(mapping.priorities),
    clock: labClock(timeZone),
    dateOrder: dates?.order ?? mapping.date_order ?? customaryOrder(timeZone),
  };
  return { survey: found, layout, rules, dates };
}

/** Marks it running and finds where each lane goes on; a dry run always begins anew. */
async function claim(ctx: Ctx, record: Import): Promise<number[] | null> {
  const begun = Progress.safeParse(record.progress);
  const anew = record.dryRun || !begun.success;
  const lanes = anew ? new Array<number>(LANES).fill(0) : begun.data.lanes;
  if (anew) await ctx.db.importRejection.deleteMany({ where: { importId: record.id } });
  const fresh = {
    progress: { lanes },
    rowsDone: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
  };
  const claimed = await ctx.db.import.updateMany({
    where: { id: record.id, status: { in: ['queued', 'running'] } },
    data: {
      status: 'running',
      startedAt: record.startedAt ?? new Date(),
      ...(anew ? fresh : {}),
    },
  });
  return claimed.count === 1 ? lanes : null;
}

function staticFindings({ survey: found, layout, rules, dates }: Prepared): ImportFindings {
  const findings: ImportFindings = {
    encoding: found.encoding,
    delimiter: found.delimiter,
    columns: layout.recognised,
    ignored_columns: layout.ignored,
  };
  if (dates) {
    const read = readTime(dates.example, rules, true);
    const read_as = typeof read === 'number' ? new Date(read).toISOString() : `a fault: ${read}`;
    findings.dates = { ...dates, read_as };
  }
  return findings;
}

/** Which lane a row goes to: the same for every row of a specimen, in every run. */
function laneOf(specimen: string, lanes: number): number {
  let hash = 0;
  for (let index = 0; index < specimen.length; index += 1) {
    hash = (Math.imul(hash, 31) + specimen.charCodeAt(index)) | 0;
  }
  return (hash >>> 0) % lanes;
}

/** Feeds rows to the lanes, which write while the next rows are read. */
class Feeding {
  #writing: (Promise<void> | null)[];
  #lastLine = 1;
  #header = true;

  constructor(
    private readonly lanes: ImportLane[],
    private readonly rules: RowRules,
    private readonly work: ImportWork,
    /** Lines that an earlier run refused, for those already written. */
    private readonly refused: ReadonlySet<number>,
  ) {
    this.#writing = lanes.map(() => null);
  }

  async take(records: readonly CsvRecord[]): Promise<void> {
    for (const record of records) {
      if (this.#header) this.#header = false;
      else this.#dispatch(record);
      this.#lastLine = record.line;
    }
    for (const [index, lane] of this.lanes.entries()) {
      if (lane.waiting >= BATCH_ROWS) await this.#flush(index, lane);
    }
  }

  #dispatch(record: CsvRecord): void {
    const { line } = record;
    if (record.cells === undefined) {
      const lane = this.lanes[0];
      if (!lane || line <= lane.line) return;
      const { fault: reason, excerpt: value } = record;
      lane.push({ line, faults: [{ field: 'row', value, reason }] });
      return;
    }
    const specimen = record.cells[this.rules.layout.at.get('specimen_id') ?? 0]?.trim() ?? '';
    const lane = this.lanes[laneOf(specimen, this.lanes.length)];
    if (!lane) return;
    if (line <= lane.line) {
      this.#recall(record.line, record.cells);
      return;
    }
    const { row, faults } = readRow(line, record.cells, this.rules);
    lane.push(row ? { line, row } : { line, faults });
  }

  /** A line written before this process began: only that it was taken is remembered. */
  #recall(line: number, cells: readonly string[]): void {
    if (this.refused.has(line)) return;
    const { row } = readRow(line, cells, this.rules);
    if (row) for (const key of takenKeys(row)) this.work.taken.add(key);
  }

  async #flush(index: number, lane: ImportLane): Promise<void> {
    await this.#writing[index];
    const writing = lane.flush(this.#lastLine);
    // It is awaited at the next flush; a failure until then is not unhandled.
    writing.catch(() => undefined);
    this.#writing[index] = writing;
  }

  /** Writes the rest, or with `abandon` only waits for what is being written. */
  async finish(abandon: boolean): Promise<void> {
    if (!abandon) {
      for (const [index, lane] of this.lanes.entries()) await this.#flush(index, lane);
    }
    const ends = await Promise.allSettled(this.#writing.flatMap((one) => one ?? []));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed && !abandon) throw failed.reason;
  }
}

const unheard = () => undefined;

/** The rank of the least advanced state that an action with four eyes leads to. */
function firstOfFourEyes({ transitions, states }: LabRules): number | null {
  const reached = new Set(transitions.flatMap(({ fourEyes, to }) => (fourEyes && to ? [to] : [])));
  const ranks = states.flatMap(({ key, rank }) => (reached.has(key) ? [rank] : []));
  return ranks.length === 0 ? null : Math.min(...ranks);
}

async function refusedLines(ctx: Ctx, importId: string): Promise<Set<number>> {
  const rows = await ctx.db.importRejection.findMany({
    where: { importId },
    select: { line: true },
    distinct: ['line'],
  });
  return new Set(rows.map(({ line }) => line));
}

/** Streams the file through the lanes; false where it was told to stop before the end. */
async function feed(
  ctx: Ctx,
  record: Import,
  prepared: Prepared,
  work: ImportWork,
  lines: readonly number[],
  stopping: AbortSignal,
): Promise<boolean> {
  const refused = lines.some((line) => line > 0)
    ? await refusedLines(ctx, record.id)
    : new Set<number>();
  work.kept.rejections = refused.size;
  const clients = await Promise.all(lines.map(() => pool().connect()));
  // A connection that breaks fails the query at hand; unheard, it would end the process as well.
  for (const client of clients) client.on('error', unheard);
  try {
    // Plans are kept by connection, those of foreign keys too. One made while a table was nearly
    // empty would read all of it for each row of the million that follow.
    for (const client of clients) await client.query('SET enable_seqscan = off');
    // A batch and the line it reached are lost or kept together, and the end of the import waits for
    // the disk: only what would be written again is not waited for.
    for (const client of clients) await client.query('SET synchronous_commit = off');
    const lanes = lines.flatMap((line, index) => {
      const client = clients[index];
      return client ? [new ImportLane(index, client, work, line)] : [];
    });
    const feeding = new Feeding(lanes, prepared.rules, work, refused);
    try {
      const reader = new CsvReader(prepared.survey);
      for await (const slice of slicesOf(fileBytes(ctx.lab.id, record.id))) {
        await feeding.take(await reader.feed(slice));
        if (stopping.aborted) break;
      }
      if (!stopping.aborted) await feeding.take(await reader.end());
      await feeding.finish(stopping.aborted);
    } catch (error) {
      await feeding.finish(true);
      throw error;
    }
  } finally {
    // Closed and not given back: the setting was for this alone.
    for (const client of clients) client.release(true);
  }
  return !stopping.aborted;
}

function notesOf(record: Import, rowsDone: number): string[] {
  const notes: string[] = [];
  if (rowsDone === 0) notes.push('The file has a header and no rows below it.');
  if (record.rejected > MAX_KEPT_REJECTIONS) {
    notes.push(
      `Only the first ${MAX_KEPT_REJECTIONS} rejected rows are kept; all ${record.rejected} are counted.`,
    );
  }
  return notes;
}

/**
 * Runs an import, or goes on with one that was interrupted, up to its end: completed, failed with a
 * reason, or cancelled meanwhile. Returns early, still running, when told to stop. Errors of the
 * database are thrown; running it again then loses and doubles nothing.
 */
export async function runImport(ctx: Ctx, record: Import, stopping: AbortSignal): Promise<void> {
  const lines = await claim(ctx, record);
  if (lines === null) return;
  const labRules = await readLabRules(ctx);
  const prepared = await prepare(
    ctx,
    record,
    labRules.states.map(({ key }) => key),
  );
  if (typeof prepared === 'string') {
    await endImport(ctx, record.id, { status: 'failed', failure: prepared });
    return;
  }
  const findings = staticFindings(prepared);
  const rowsTotal = prepared.survey.rowsEstimate;
  await ctx.db.import.updateMany({ where: { id: record.id }, data: { rowsTotal, findings } });
  const { dryRun, createMissing, overwrite } = record;
  const store = await LabNameStore.open(ctx, { createMissing, dryRun });
  const now = Date.now();
  const newId = manyIds();
  const fourEyesFrom = labRules.fourEyes ? firstOfFourEyes(labRules) : null;
  const work: ImportWork = {
    writer: {
      labId: ctx.lab.id,
      importId: record.id,
      requestId: record.requestId,
      ...actorColumns(ctx.actor),
      now,
      newId,
      judge: await judgeByAnalytes(ctx),
    },
    layout: prepared.layout,
    store,
    rules: {
      states: new Map(labRules.states.map((state) => [state.key, state])),
      overwrite,
      fourEyesFrom,
      dueAt: await dueTimes(ctx, labRules.headline),
      newId,
      now,
    },
    hands: fourEyesFrom === null ? [] : await ownHands(ctx),
    dryRun,
    withResults: prepared.layout.at.has('result'),
    taken: new KeySet(),
    kept: { rejections: 0 },
    lastLive: 0,
  };
  try {
    if (!(await feed(ctx, record, prepared, work, lines, stopping))) return;
  } catch (error) {
    if (error instanceof ImportCancelled) return;
    if (!(error instanceof UnreadableFile)) throw error;
    await endImport(ctx, record.id, { status: 'failed', failure: error.message, findings });
    return;
  }
  const done = await ctx.db.import.findFirstOrThrow({ where: { id: record.id } });
  const faults = await readFaultFindings(ctx, record.id, store.made, dryRun);
  await endImport(ctx, record.id, {
    status: 'completed',
    findings: { ...findings, ...faults, notes: notesOf(done, done.rowsDone) },
  });
}
