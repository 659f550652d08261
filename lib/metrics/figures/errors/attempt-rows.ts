import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { attemptRows, codes, idAt, valuesOf, type Block } from '../../blocks/block';
import type { RowsPage } from '../../define-figure';
import type { ReadAttempts } from './read-attempts';
import { factsOfTests, RowFacts } from '../../turnaround/row-facts';
import { eachAttempt } from '../../scan/attempts';
import { PageOfRows } from '../../scan/page-of-rows';

export const AttemptRow = RowFacts.extend({
  /** The device of the attempt, which may be another than the test's of today. */
  device: z.string().nullable(),
  ended: timeAnswer,
  failed: z.boolean(),
  error_code: z.string().nullable(),
});
export type AttemptRow = z.output<typeof AttemptRow>;

/** Names by id. */
export type AttemptNames = {
  devices: ReadonlyMap<string, string>;
  errors: ReadonlyMap<string, string>;
};

/** Which attempts: all, those that failed, with a code, or of a test that is void now. */
export type AttemptsWanted = {
  failedOnly: boolean;
  voidOnly: boolean;
  /** The id of an error code, null for those without; undefined for any. */
  error?: string | null;
};

const Cursor = z.tuple([z.number(), z.uuid(), z.int()]);

type Found = { sort: number; id: string; nth: number; block: Block; attempt: number };

/** The latest first; of those that ended at once the higher id, of one test the later one. */
function compare(a: Pick<Found, 'sort' | 'id' | 'nth'>, b: Pick<Found, 'sort' | 'id' | 'nth'>) {
  return b.sort - a.sort || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0) || b.nth - a.nth;
}

/** The how manieth attempt of its test it is, from 0: a test's stand together, in order. */
function nthOfTest(block: Block, attempt: number): number {
  const rowOf = attemptRows(block);
  let first = attempt;
  while (first > 0 && rowOf[first - 1] === rowOf[attempt]) first -= 1;
  return attempt - first;
}

/** A page of the attempts that were read with `test_id` and `state`, the latest first. */
export async function rowsOfAttempts(
  ctx: Ctx,
  { blocks, filters, window, voidStates }: ReadAttempts,
  names: AttemptNames,
  wanted: AttemptsWanted,
  query: { limit: number; cursor?: string },
): Promise<RowsPage<z.input<typeof AttemptRow>>> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const page = new PageOfRows(query.limit + 1, after?.[0]);
  for (const [place, block] of blocks.entries()) {
    const error = codes(block, 'attempt_error');
    const errors = valuesOf(block, 'attempt_error');
    const state = codes(block, 'state');
    const isVoid = valuesOf(block, 'state').map((key) => voidStates.has(key));
    eachAttempt(block, filters, window, (attempt, row, ended, failed) => {
      if (wanted.failedOnly && !failed) return;
      if (wanted.voidOnly && isVoid[state[row] ?? -1] !== true) return;
      const code = errors[error[attempt] ?? -1] ?? null;
      if (wanted.error !== undefined && code !== wanted.error) return;
      page.add(ended, place, attempt);
    });
  }
  const rows = page
    .candidates()
    .flatMap(({ sort, block: place, unit: attempt }): Found[] => {
      const block = blocks[place];
      if (!block) return [];
      const id = idAt(block, 'test_id', attemptRows(block)[attempt] ?? 0);
      return [{ sort, id, nth: nthOfTest(block, attempt), block, attempt }];
    })
    .filter(
      (row) => after === null || compare({ sort: after[0], id: after[1], nth: after[2] }, row) < 0,
    )
    .toSorted(compare);
  const found = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? found.at(-1) : undefined;
  const facts = await factsOfTests(ctx, [...new Set(found.map(({ id }) => id))]);
  return {
    data: found.flatMap(({ id, sort, block, attempt }) => {
      const known = facts.get(id);
      if (!known) return [];
      const device = valuesOf(block, 'attempt_device')[
        codes(block, 'attempt_device')[attempt] ?? -1
      ];
      const error = valuesOf(block, 'attempt_error')[codes(block, 'attempt_error')[attempt] ?? -1];
      return [
        {
          ...known,
          device: names.devices.get(device ?? '') ?? null,
          ended: new Date(sort).toISOString(),
          failed: block.columns.get('attempt_failed')?.[attempt] === 1,
          error_code: names.errors.get(error ?? '') ?? null,
        },
      ];
    }),
    next_cursor: last ? encodeCursor([last.sort, last.id, last.nth]) : null,
    total: page.total,
  };
}
