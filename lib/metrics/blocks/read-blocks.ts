import { z } from 'zod';
import { packedRows, type PackedRow } from '@/lib/platform/db/packed-rows';
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
async function readDirectory(labId: string): Promise<Directory> {
  const rows = await packedRows(
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
  labId: string,
  days: readonly string[],
  columns: readonly ColumnName[],
): Promise<Block[]> {
  const blocks: Block[] = [];
  for (let first = 0; first < days.length; first += STALE_DAYS_AT_ONCE) {
    const some = days.slice(first, first + STALE_DAYS_AT_ONCE);
    const rows = await packedRows(
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
  labId: string,
  versions: readonly Version[],
  columns: readonly ColumnName[],
): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  if (versions.length === 0) return found;
  const rows = await packedRows(
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

/** What is known of some versions before any column: without those that are no longer in force. */
async function headsOf(labId: string, versions: readonly Version[]): Promise<Map<string, Kept>> {
  const found = new Map<string, Kept>();
  const lacking: Version[] = [];
  for (const version of versions) {
    const kept = blockMemory().find(version.version);
    if (kept) found.set(version.version, kept);
    else lacking.push(version);
  }
  for (const [version, kept] of await fill(labId, lacking, [])) found.set(version, kept);
  return found;
}

/** How often a block may be built anew while it is read before the reading starts over in vain. */
const ATTEMPTS = 20;

/**
 * The blocks of a lab with the columns asked for: those with any time in `wanted` (null: all), and
 * perhaps others. What was changed and not built again yet is made from the rows themselves, so the
 * answer is as fresh as the rows.
 */
export async function readBlocks(
  labId: string,
  columns: readonly ColumnName[],
  wanted: readonly Wanted[] | null,
): Promise<Block[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { built, stale } = await readDirectory(labId);
    const memory = blockMemory();
    const heads = await headsOf(labId, built);
    const chosen = built.filter(({ version }) => {
      const kept = heads.get(version);
      return !kept || overlaps(kept.head, wanted);
    });
    const lacking = chosen.filter(({ version }) => {
      const kept = memory.find(version);
      return !kept || columns.some((name) => !kept.columns.has(name));
    });
    const blocks: Block[] = [];
    // Little by little, so that a long history passes through a small memory.
    const asked = new Set(lacking);
    let moved = false;
    for (const version of chosen.filter((one) => !asked.has(one))) {
      const kept = memory.find(version.version);
      if (kept) blocks.push({ ...kept.head, columns: kept.columns });
      else moved = true;
    }
    for (let first = 0; first < lacking.length; first += 64) {
      const some = lacking.slice(first, first + 64);
      const read = await fill(labId, some, columns);
      for (const { version } of some) {
        const kept = read.get(version);
        if (kept) blocks.push({ ...kept.head, columns: kept.columns });
        else moved = true;
      }
    }
    // Built anew in between: what was read of it belongs to another moment.
    if (moved) continue;
    blocks.push(...(await blocksFromRows(labId, stale, columns)));
    return blocks.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  }
  throw new Error('The blocks of a lab were built anew faster than they could be read');
}

/** The earliest and latest time of a column of the lab, in ms since 1970; null where there is none. */
export async function spanOf(
  labId: string,
  column: TimeColumn,
): Promise<{ first: number; last: number } | null> {
  const { built, stale } = await readDirectory(labId);
  const heads = await headsOf(labId, built);
  let [first, last] = [Infinity, -Infinity];
  for (const { head } of heads.values()) {
    const [lowest, highest] = head.spans[column] ?? [null, null];
    if (lowest !== null) first = Math.min(first, lowest);
    if (highest !== null) last = Math.max(last, highest);
  }
  // Built anew in between: read from the rows like what waits to be.
  const moved = built.flatMap(({ day, version }) => (heads.has(version) ? [] : [day]));
  for (const block of await blocksFromRows(labId, [...stale, ...moved], [column])) {
    for (const at of times(block, column)) {
      if (at < first) first = at;
      if (at > last) last = at;
    }
  }
  return first > last ? null : { first, last };
}
