import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { Figure, Grouping, Share } from './contract';
import { countsSql, CountRow, FigureRow, figuresSql } from './figure-sql';
import { groupedBy, isManyValued, WHOLE } from './grouping-sql';
import type { TatQuestion } from './tat-question';
import { wilson95 } from './wilson';

/** A grouping, and whether its groups want a box plot. */
export type WantedGroups = { grouping: Grouping; boxes: boolean };

/** Figures of the whole and of each grouping by key; the key is '' where there is no value. */
export type Figures = { whole: Figure; groups: Map<Grouping, Map<string, Figure>> };

const Figures = z.array(FigureRow);
const Counts = z.array(CountRow);

function share(count: number, total: number): Share {
  return {
    count,
    total,
    percent: total === 0 ? null : (count / total) * 100,
    ci95: wilson95(count, total),
  };
}

const minutes = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? null : ms / 60_000;

function boxOf(row: FigureRow | undefined): Figure['box'] {
  const [q1, median, q3, low, high] = [
    row?.p25,
    row?.p50,
    row?.p75,
    row?.whisker_low,
    row?.whisker_high,
  ].map(minutes);
  if (q1 == null || median == null || q3 == null || low == null || high == null) return null;
  return {
    q1,
    median,
    q3,
    whisker_low: low,
    whisker_high: high,
    outliers: row?.outliers ?? 0,
    outlier_values: (row?.outlier_values ?? []).map((value) => value / 60_000),
  };
}

function figureOf(row: FigureRow | undefined, counts: readonly CountRow[]): Figure {
  const count = (part: CountRow['part']) => counts.find((candidate) => candidate.part === part);
  return {
    p50: minutes(row?.p50),
    p90: minutes(row?.p90),
    p95: minutes(row?.p95),
    p99: minutes(row?.p99),
    mean: minutes(row?.mean),
    min: minutes(row?.min),
    max: minutes(row?.max),
    total_specimens: row?.n ?? 0,
    within_target: share(row?.within_target ?? 0, row?.with_target ?? 0),
    on_time: share(count('due')?.on_time ?? 0, count('due')?.n ?? 0),
    excluded: {
      negative: row?.negative ?? 0,
      missing: row?.missing ?? 0,
      unfinished: count('unfinished')?.n ?? 0,
      void: count('void')?.n ?? 0,
    },
    changed_later: { amended: count('amended')?.n ?? 0, invalidated: row?.invalidated ?? 0 },
    box: boxOf(row),
  };
}

async function read(
  tx: LabTx,
  question: TatQuestion,
  wanted: readonly WantedGroups[],
  whole: boolean,
): Promise<Map<number, Map<string, Figure>>> {
  const by = groupedBy(
    question,
    wanted.map(({ grouping }) => grouping),
    whole,
  );
  const boxed = new Set(wanted.flatMap(({ boxes }, set) => (boxes ? [set] : [])));
  if (whole) boxed.add(WHOLE);
  const figures = Figures.parse(await tx.$queryRaw(figuresSql(question, by, boxed)));
  const counts = Counts.parse(await tx.$queryRaw(countsSql(question, by)));
  const found = new Map<number, Map<string, Figure>>();
  for (const { set, key } of [...figures, ...counts]) {
    const ofSet = found.get(set) ?? new Map<string, Figure>();
    found.set(set, ofSet);
    if (ofSet.has(key)) continue;
    ofSet.set(
      key,
      figureOf(
        figures.find((row) => row.set === set && row.key === key),
        counts.filter((row) => row.set === set && row.key === key),
      ),
    );
  }
  return found;
}

/**
 * Answers a question as a whole and by each grouping, all from one snapshot of the database and in
 * one reading of the cohort; only groups that a specimen can have several of need one more each.
 */
export async function askFigures(
  db: LabDb,
  question: TatQuestion,
  wanted: readonly WantedGroups[],
): Promise<Figures> {
  const several = wanted.filter(({ grouping }) => isManyValued(question, grouping));
  const single = wanted.filter((one) => !several.includes(one));
  return db.$transaction(
    async (tx) => {
      // Sorting a million durations fits into memory; compiling the query costs more than it saves.
      await tx.$queryRaw(
        Prisma.sql`SELECT set_config('work_mem', '96MB', true), set_config('jit', 'off', true)`,
      );
      const found = await read(tx, question, single, true);
      const groups = new Map<Grouping, Map<string, Figure>>();
      for (const [set, { grouping }] of single.entries()) {
        groups.set(grouping, found.get(set) ?? new Map());
      }
      for (const one of several) {
        const ofOne = await read(tx, question, [one], false);
        groups.set(one.grouping, ofOne.get(0) ?? new Map());
      }
      return { whole: found.get(WHOLE)?.get('') ?? figureOf(undefined, []), groups };
    },
    { isolationLevel: 'RepeatableRead', timeout: 120_000 },
  );
}
