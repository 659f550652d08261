import type { Ctx } from '@/lib/platform/context';
import { rowTotal } from './ask-figure';
import type { Counted, OverviewTileName } from './overview-contract';
import type { DaySoFar } from './same-time-last-week';

/** A number of the overview that a declared figure counts over the day. */
export type WindowTile = {
  name: OverviewTileName;
  figure: string;
  /** The set of rows that is counted. */
  which: string;
  /** The set it is a share of. */
  of?: string;
};

/** Each by the list of rows it leads to: one definition, and a link that shows as many. */
export const WINDOW_TILES: readonly WindowTile[] = [
  { name: 'received', figure: 'rejections', which: 'presented' },
  { name: 'released', figure: 'throughput', which: 'released' },
  { name: 'urgent', figure: 'urgent', which: 'received' },
  { name: 'error_rate', figure: 'errors', which: 'failed', of: 'attempts' },
  { name: 'rejection_rate', figure: 'rejections', which: 'rejected', of: 'presented' },
];

/** A count without a rate. */
export const counted = (count: number): Counted => ({ count, of: null, percent: null });

/** What of a tile's rows lies in a day so far; nothing does at midnight itself. */
export async function countWindow(
  ctx: Ctx,
  { figure, which, of }: WindowTile,
  day: DaySoFar,
  departments: readonly string[] | null,
): Promise<Counted> {
  const empty = day.at <= day.midnight;
  const params = {
    from: day.midnight.toISOString(),
    to: day.at.toISOString(),
    ...(departments ? { department: departments } : {}),
  };
  const total = (set: string) => (empty ? Promise.resolve(0) : rowTotal(ctx, figure, set, params));
  if (of === undefined) return counted(await total(which));
  const [count, whole] = await Promise.all([total(which), total(of)]);
  return { count, of: whole, percent: whole === 0 ? null : (100 * count) / whole };
}
