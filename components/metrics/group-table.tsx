import Link from 'next/link';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { cn } from '@/components/ui/class-names';
import type { Group } from '@/lib/metrics/contract';
import { percentile } from '@/lib/metrics/percentiles';
import type { RowSet } from '@/lib/metrics/turnaround/rows-contract';
import type { TableSort } from '@/lib/metrics/turnaround/turnaround-view';
import { LEAST_N, minutesCell, percentText } from './minutes-text';
import { PercentileBar } from './percentile-bar';

type Direction = 'asc' | 'desc';

const VALUE: Record<Exclude<TableSort, 'name'>, (group: Group) => number | null> = {
  n: (group) => group.total_specimens,
  p50: (group) => group.p50,
  p90: (group) => group.p90,
  p99: (group) => group.p99,
  within: (group) => group.within_target.percent,
  on_time: (group) => group.on_time.percent,
};

/** Groups in the order of a column; what has no value comes last either way. */
export function sortedGroups(
  groups: readonly Group[],
  sort: TableSort,
  direction: Direction,
): readonly Group[] {
  const sign = direction === 'asc' ? 1 : -1;
  if (sort === 'name') return direction === 'asc' ? groups : groups.toReversed();
  const value = VALUE[sort];
  return groups.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

/** The direction a first click on a column sorts in: names up, figures from the top. */
export function firstDirection(sort: TableSort): Direction {
  return sort === 'name' ? 'asc' : 'desc';
}

/**
 * The right end of the bars: a tenth beyond the highest P90 and the target, but at most three times
 * the middle P90, so that one slow group does not flatten the others.
 */
export function barScale(groups: readonly Group[], target: number | null): number {
  const p90s = groups.flatMap((group) => group.p90 ?? []);
  const highest = Math.max(0, ...p90s);
  const most = 3 * (percentile(p90s, 0.5) ?? 0);
  return Math.min(
    Math.max(highest, target !== null && target < highest * 2 ? target : 0) * 1.1,
    most,
  );
}

function Figure({
  text,
  href,
  few,
  label,
}: {
  text: string | null;
  href: string;
  few?: boolean;
  label: string;
}) {
  if (text === null) return <span className="text-muted">–</span>;
  return (
    <Link
      href={href}
      aria-label={`${label} ${text}`}
      title={few ? 'Too few to lean on' : undefined}
      className={cn(
        'rounded-sm decoration-line-strong underline-offset-3 hover:underline hover:decoration-accent',
        few && 'text-muted italic',
      )}
    >
      {text}
    </Link>
  );
}

/** Turnaround by group: figures with their bar, each leading to the rows behind it. */
export function GroupTable({
  label,
  groups,
  sort,
  direction,
  target,
  sortHref,
  groupHref,
  rowsHref,
}: {
  label: string;
  groups: readonly Group[];
  sort: TableSort;
  direction: Direction;
  target: number | null;
  sortHref: (sort: TableSort) => string;
  /** Where the view is narrowed to one group. */
  groupHref: (key: string | null) => string;
  rowsHref: (key: string | null, which: RowSet) => string;
}) {
  const ordered = sortedGroups(groups, sort, direction);
  const scale = barScale(groups, target);
  const head = (column: TableSort, text: string, numeric = true) => (
    <Th
      numeric={numeric}
      sortHref={sortHref(column)}
      sorted={sort === column ? direction : undefined}
    >
      {text}
    </Th>
  );
  return (
    <Table label={label} tall={groups.length > 25}>
      <TableHead>
        <tr>
          {head('name', 'Group', false)}
          {head('n', 'n')}
          <Th className="max-md:hidden">
            <span className="sr-only">P50, P90 and P99 drawn</span>
          </Th>
          {head('p50', 'P50 min')}
          {head('p90', 'P90 min')}
          {head('p99', 'P99 min')}
          {head('within', 'Within %')}
          {head('on_time', 'On time %')}
          <Th numeric>Left out</Th>
        </tr>
      </TableHead>
      <TableBody>
        {ordered.map((group) => {
          const n = group.total_specimens;
          const rows = (which: RowSet) => rowsHref(group.key, which);
          const left = group.excluded;
          const leftOut = left.negative + left.missing + left.unfinished;
          return (
            <Tr key={group.key ?? ''}>
              <Th scope="row" className="max-w-56 truncate">
                <Link
                  href={groupHref(group.key)}
                  title={group.key === null || group.key === group.label ? undefined : group.label}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {group.key ?? group.label}
                </Link>
              </Th>
              <Td numeric>
                <Figure
                  text={n.toLocaleString('en')}
                  href={rows('included')}
                  label={`${group.label}: n`}
                />
              </Td>
              <Td className="w-2/5 max-md:hidden">
                <PercentileBar
                  p50={group.p50}
                  p90={group.p90}
                  p99={n < LEAST_N.p99 ? null : group.p99}
                  target={target}
                  scale={scale}
                />
              </Td>
              <Td numeric>
                <Figure
                  text={minutesCell(group.p50)}
                  href={rows('included')}
                  label={`${group.label}: P50`}
                />
              </Td>
              <Td numeric>
                <Figure
                  text={minutesCell(group.p90)}
                  href={rows('included')}
                  few={n < LEAST_N.p90}
                  label={`${group.label}: P90`}
                />
              </Td>
              <Td numeric>
                <Figure
                  text={minutesCell(group.p99)}
                  href={rows('included')}
                  few={n < LEAST_N.p99}
                  label={`${group.label}: P99`}
                />
              </Td>
              <Td numeric>
                <Figure
                  text={percentText(group.within_target.percent)}
                  href={rows('within_target')}
                  label={`${group.label}: within target`}
                />
              </Td>
              <Td numeric>
                <Figure
                  text={percentText(group.on_time.percent)}
                  href={rows('on_time')}
                  label={`${group.label}: on time`}
                />
              </Td>
              <Td numeric muted>
                {leftOut === 0 ? (
                  '0'
                ) : (
                  <Figure
                    text={leftOut.toLocaleString('en')}
                    href={rows(
                      left.unfinished > 0
                        ? 'unfinished'
                        : left.negative > 0
                          ? 'negative'
                          : 'missing',
                    )}
                    label={`${group.label}: left out`}
                  />
                )}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
