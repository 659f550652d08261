import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { bytesOf, codes, idAt, times, valuesOf, type Block } from '../blocks/block';
import { HAS_TEST, VOIDED, type ColumnName } from '../blocks/block-columns';
import { readBlocks } from '../blocks/read-blocks';
import { factsOfTests } from '../turnaround/row-facts';
import { PageOfRows } from '../scan/page-of-rows';
import { ascending, quantile } from '../scan/sorted';
import type { AffectedRow, Excess } from './contract';
import type { Span } from './measure';

/** A device by id, the window it is measured over, and its unplanned time in it. */
export type Down = { deviceId: string; window: Span; unplanned: readonly Span[] };

const MINUTE = 60_000;

/** A test of a stopped device: received in its window; `ms` NaN until it is released. */
type Met = { down: number; affected: boolean; ms: number };

/** Whether an instant lies in any of some spans, which are in order and apart. */
function within(spans: readonly Span[], at: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && at < span.to;
}

const States = z.array(z.object({ key: z.string() }));

/**
 * Calls back with each test of the devices received in their windows, not of a voided specimen, and
 * whether it was received in unplanned time. What ended void and what has a negative turnaround is
 * left out.
 */
async function eachTest(
  ctx: Ctx,
  downs: readonly Down[],
  others: readonly ColumnName[],
  visit: (met: Met, block: Block, row: number) => void,
): Promise<void> {
  const states = States.parse(
    await ctx.db.$queryRaw`
      SELECT key FROM states WHERE lab_id = ${ctx.lab.id}::uuid AND kind = 'open'`,
  );
  const open = new Set(states.map(({ key }) => key));
  const blocks = await readBlocks(
    ctx.lab.id,
    ['flags', 'device', 'state', 'received', 'released', ...others],
    downs.map(({ window }) => ({ column: 'received', from: window.from, to: window.to })),
  );
  const placeOf = new Map(downs.map(({ deviceId }, place) => [deviceId, place]));
  const inOrder = downs.map(({ unplanned }) => unplanned.toSorted((a, b) => a.from - b.from));
  for (const block of blocks) {
    const [flags, device, state] = [
      bytesOf(block, 'flags'),
      codes(block, 'device'),
      codes(block, 'state'),
    ];
    const [received, released] = [times(block, 'received'), times(block, 'released')];
    const downOf = valuesOf(block, 'device').map((id) => placeOf.get(id) ?? -1);
    const isOpen = valuesOf(block, 'state').map((key) => open.has(key));
    for (let row = 0; row < block.rows; row += 1) {
      const down = downOf[device[row] ?? -1] ?? -1;
      const window = downs[down]?.window;
      if (!window || ((flags[row] ?? 0) & (HAS_TEST | VOIDED)) !== HAS_TEST) continue;
      const at = received[row] ?? NaN;
      if (!(at >= window.from && at < window.to)) continue;
      const ms = (released[row] ?? NaN) - at;
      if (Number.isNaN(ms) ? isOpen[state[row] ?? -1] !== true : ms < 0) continue;
      visit({ down, affected: within(inOrder[down] ?? [], at), ms }, block, row);
    }
  }
}

const minutes = (ms: number | null) => (ms === null ? null : ms / MINUTE);

/** The turnarounds of a device's tests in ms, and how many of those affected have none yet. */
type Tally = { affected: number[]; unfinished: number; others: number[] };

function excess({ affected, unfinished, others }: Tally): Excess {
  const [stopped, usual] = [affected, others].map((list) => ascending(Float64Array.from(list)));
  const median = usual ? quantile(usual.values, 0.5) : null;
  const sum = affected.reduce((total, ms) => total + ms, 0);
  const over = affected.length === 0 || median === null ? null : sum - affected.length * median;
  return {
    affected: affected.length,
    affected_unfinished: unfinished,
    affected_p50_minutes: minutes(stopped ? quantile(stopped.values, 0.5) : null),
    others: others.length,
    others_p50_minutes: minutes(median),
    excess_minutes: minutes(over),
  };
}

/** The excess turnaround of each device's unplanned time, by its id. */
export async function excessOf(ctx: Ctx, downs: readonly Down[]): Promise<Map<string, Excess>> {
  const stopped = downs.filter(({ unplanned }) => unplanned.length > 0);
  if (stopped.length === 0) return new Map();
  const tallies = stopped.map((): Tally => ({ affected: [], unfinished: 0, others: [] }));
  await eachTest(ctx, stopped, [], ({ down, affected, ms }) => {
    const tally = tallies[down];
    if (!tally) return;
    if (Number.isNaN(ms)) tally.unfinished += affected ? 1 : 0;
    else (affected ? tally.affected : tally.others).push(ms);
  });
  return new Map(
    stopped.map(({ deviceId }, place) => {
      const { affected = [], unfinished = 0, others = [] } = tallies[place] ?? {};
      return [deviceId, excess({ affected, unfinished, others })];
    }),
  );
}

const WHICH = {
  affected: ({ affected, ms }: Met) => affected && !Number.isNaN(ms),
  affected_unfinished: ({ affected, ms }: Met) => affected && Number.isNaN(ms),
  others: ({ affected, ms }: Met) => !affected && !Number.isNaN(ms),
};

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);
const iso = (at: number) => new Date(at).toISOString();

/** The first received first; of those received at once, by id. */
function compare(a: { at: number; id: string }, b: { at: number; id: string }): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The tests behind the excess, the first received first, a page at a time. */
export async function affectedRows(
  ctx: Ctx,
  downs: readonly Down[],
  { which, limit, cursor }: { which: keyof typeof WHICH; limit: number; cursor?: string },
): Promise<{ data: AffectedRow[]; next_cursor: string | null; total: number }> {
  const stopped = downs.filter(({ unplanned }) => unplanned.length > 0);
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  if (stopped.length === 0) return { data: [], next_cursor: null, total: 0 };
  const last = after && { at: Date.parse(after[0]), id: after[1] };
  const page = new PageOfRows(limit + 1, last ? -last.at : Infinity);
  const read: Block[] = [];
  await eachTest(ctx, stopped, ['test_id'], (met, block, row) => {
    if (!WHICH[which](met)) return;
    if (read.at(-1) !== block) read.push(block);
    page.add(-(times(block, 'received')[row] ?? 0), read.length - 1, row);
  });
  const rows = page
    .candidates()
    .flatMap(({ sort, block: place, unit: row }) => {
      const block = read[place];
      return block ? [{ at: -sort, id: idAt(block, 'test_id', row), block, row }] : [];
    })
    .filter((row) => last === null || compare(last, row) < 0)
    .toSorted(compare);
  const shown = rows.slice(0, limit);
  const end = rows.length > limit ? shown.at(-1) : undefined;
  const facts = await factsOfTests(
    ctx,
    shown.map(({ id }) => id),
  );
  return {
    data: shown.flatMap(({ at, id, block, row }): AffectedRow[] => {
      const known = facts.get(id);
      if (!known) return [];
      const released = times(block, 'released')[row] ?? NaN;
      return [
        {
          device: known.device ?? '',
          specimen_id: known.specimen_id,
          assay: known.assay,
          run: known.run ?? 1,
          priority: known.priority,
          received: iso(at),
          released: Number.isNaN(released) ? null : iso(released),
          minutes: Number.isNaN(released) ? null : (released - at) / MINUTE,
        },
      ];
    }),
    next_cursor: end ? encodeCursor([iso(end.at), end.id]) : null,
    total: page.total,
  };
}
