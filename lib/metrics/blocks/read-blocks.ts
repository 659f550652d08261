import { z } from 'zod';
import { inOneSnapshot, type PackedRow, type ReadPacked } from '@/lib/platform/db/packed-rows';
import { cell, times, unpack, type Block, type BlockHead, type Column } from './block';
import type { ColumnName, TimeColumn } from './block-columns';
import { blockMemory, type Kept } from './block-memory';
import { blockSelect } from './block-sql';

/** A stretch [from, to) in ms, and the column whose times in it are wanted. */
export type Wanted = { column: TimeColumn; from: number; to: number };

const Values = z.record(
  z.string(),
  z
    .array(z.string())
    .nullable()
    .transform((list) => list ?? []),
);
const Spans = z.record(
  z.string(),
  z
    .tuple([z.number().nullable(), z.number().nullable()])
    .nullable()
    .transform((span) => span ?? ([null, null] as const)),
);

const HEAD_CELLS = 5;

/** Reads day, rows, attempts, values and spans off the first cells of a row. */
function headOf(row: PackedRow): BlockHead {
  return {
    day: cell(row, 0).toString(),
    rows: cell(row, 1).readInt32BE(0),
    attempts: cell(row, 2).readInt32BE(0),
    values: Values.parse(JSON.parse(cell(row, 3).toString())),
    spans: Spans.parse(JSON.parse(cell(row, 4).toString())),
  };
}

function columnsOf(names: readonly ColumnName[], row: PackedRow): Map<ColumnName, Column> {
  return new Map(
    names.map((name, place): [ColumnName, Column] => [
      name,
      unpack(name, cell(row, HEAD_CELLS + place)),
    ]),
  );
}

const HEAD = `day::text, rows, attempts, "values"::text, spans::text`;

type Directory = { built: { day: string; version: string }[]; stale: string[] };

/** Which versions are in force, and which days have changed since they were built. */
async function readDirectory(read: ReadPacked, labId: string): Promise<Directory> {
  const rows = await read(
    `WITH stale AS MATERIALIZED (SELECT DISTINCT day FROM figure_stale_days WHERE lab_id = $1)
     SELECT day::text, NULL::text FROM stale
     UNION ALL
     SELECT day::text, version::text FROM figure_blocks
     WHERE lab_id = $1 AND day NOT IN (SELECT day FROM stale)`,
    labId,
  );
  const built = rows.flatMap(([day, version]) =>
    day && version ? [{ day: day.toString(), version: version.toString() }] : [],
  );
  const stale = rows.flatMap(([day, version]) => (day && !version ? [day.toString()] : []));
  return { built, stale };
}

function overlaps(head: BlockHead, wanted: readonly Wanted[] | null): boolean {
  if (wanted === null) return true;
  return wanted.some(({ column, from, to }) => {
    const [lowest, highest] = head.spans[column] ?? [null, null];
    return lowest !== null && highest !== null && highest >= from && lowest < to;
  });
}

/** A question at a time reads so many days from the rows, lest thousands fill the memory at once. */
const STALE_DAYS_AT_ONCE = 32;

async function blocksFromRows(
  read: ReadPacked,
  labId: string,
  days: readonly string[],
  columns: readonly ColumnName[],
): Promise<Block[]> {
  const blocks: Block[] = [];
  for (let first = 0; first < days.length; first += STALE_DAYS_AT_ONCE) {
    const some = days.slice(first, first + STALE_DAYS_AT_ONCE);
    const rows = await read(
      `SELECT day, rows, attempts, "values"::text, spans::text
        ${columns.map((name) => `, "${name}"`).join('')}
       FROM (${blockSelect(columns, false)}) block`,
      labId,
      some,
    );
    for (const row of rows) blocks.push({ ...headOf(row), columns: columnsOf(columns, row) });
  }
  return blocks;
}

type Version = Directory['built'][number];

/**
 * Reads some columns of the blocks of some days and keeps them in memory. Answers what it read by
 * version, for a small memory, or another question, may have given it up at once.
 */
async function fill(
  read: ReadPacked,
  labId: string,
  versions: readonly Version[],
  columns: readonly ColumnName[],
): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  if (versions.length === 0) return found;
  const rows = await read(
    `SELECT ${HEAD}${columns.map((name) => `, "${name}"`).join('')}, version::text
     FROM figure_blocks WHERE lab_id = $1 AND day = ANY($2)`,
    labId,
    versions.map(({ day }) => day),
  );
  for (const row of rows) {
    const version = cell(row, HEAD_CELLS + columns.length).toString();
    found.set(version, blockMemory().keep(version, headOf(row), columnsOf(columns, row)));
  }
  return found;
}

/** What is known of some versions before any column. */
async function headsOf(
  read: ReadPacked,
  labId: string,
  versions: readonly Version[],
): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  const lacking: Version[] = [];
  for (const version of versions) {
    const kept = blockMemory().find(version.version);
    if (kept) found.set(version.version, kept);
    else lacking.push(version);
  }
  for (const [version, kept] of await fill(read, labId, lacking, [])) found.set(version, kept);
  return found;
}

/** Little by little, so that a long history passes through a small memory. */
const DAYS_AT_ONCE = 64;

/**
 * The blocks of a lab with the columns asked for: those with any time in `wanted` (null: all), and
 * perhaps others, all of one moment. What was changed and not built again yet is made from the rows
 * themselves, so the answer is as fresh as the rows.
 */
export async function readBlocks(
  labId: string,
  columns: readonly ColumnName[],
  wanted: readonly Wanted[] | null,
): Promise<Block[]> {
  return inOneSnapshot(async (read) => {
    const { built, stale } = await readDirectory(read, labId);
    const heads = await headsOf(read, labId, built);
    const blocks: Block[] = [];
    const lacking: Version[] = [];
    for (const version of built) {
      const kept = heads.get(version.version);
      if (!kept) throw new Error(`The block of ${version.day} is not in its own snapshot`);
      if (!overlaps(kept.head, wanted)) continue;
      if (columns.some((name) => !kept.columns.has(name))) lacking.push(version);
      else blocks.push({ ...kept.head, columns: kept.columns });
    }
    for (let first = 0; first < lacking.length; first += DAYS_AT_ONCE) {
      const some = lacking.slice(first, first + DAYS_AT_ONCE);
      for (const { head, columns: filled } of (await fill(read, labId, some, columns)).values()) {
        blocks.push({ ...head, columns: filled });
      }
    }
    blocks.push(...(await blocksFromRows(read, labId, stale, columns)));
    return blocks.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  });
}

/** The earliest and latest time of a column of the lab, in ms since 1970; null where there is none. */
export async function spanOf(
  labId: string,
  column: TimeColumn,
): Promise<{ first: number; last: number } | null> {
  return inOneSnapshot(async (read) => {
    const { built, stale } = await readDirectory(read, labId);
    const heads = await headsOf(read, labId, built);
    let [first, last] = [Infinity, -Infinity];
    for (const { head } of heads.values()) {
      const [lowest, highest] = head.spans[column] ?? [null, null];
      if (lowest !== null) first = Math.min(first, lowest);
      if (highest !== null) last = Math.max(last, highest);
    }
    for (const block of await blocksFromRows(read, labId, stale, [column])) {
      for (const at of times(block, column)) {
        if (at < first) first = at;
        if (at > last) last = at;
      }
    }
    return first > last ? null : { first, last };
  });
}
