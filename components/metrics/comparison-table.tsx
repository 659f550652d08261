import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Figure, Group } from '@/lib/metrics/contract';
import { LEAST_N, minutesCell, percentText } from './minutes-text';

type Side = { now: Figure | undefined; before: Figure | undefined };

const MEASURES: {
  label: string;
  of: (figure: Figure) => number | null;
  text: (value: number | null) => string | null;
  unit: string;
}[] = [
  { label: 'P50', of: ({ p50 }) => p50, text: minutesCell, unit: 'min' },
  {
    label: 'P90',
    of: ({ p90, total_specimens: n }) => (n < LEAST_N.p90 ? null : p90),
    text: minutesCell,
    unit: 'min',
  },
  { label: 'On time', of: ({ on_time: { percent } }) => percent, text: percentText, unit: '%' },
];

/** A change with its sign; a true minus, and nothing where either side is unknown. */
function changeText(now: number | null, before: number | null): string {
  if (now === null || before === null) return '–';
  const change = now - before;
  const size = Math.abs(change).toLocaleString('en', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  if (Number(size.replaceAll(',', '')) === 0) return '±0';
  return `${change > 0 ? '+' : '−'}${size}`;
}

function Cells({ now, before }: Side) {
  return (
    <>
      <Td numeric>{(now?.total_specimens ?? 0).toLocaleString('en')}</Td>
      <Td numeric muted>
        {(before?.total_specimens ?? 0).toLocaleString('en')}
      </Td>
      {MEASURES.map(({ label, of, text }) => {
        const [here, there] = [now ? of(now) : null, before ? of(before) : null];
        return [
          <Td key={label} numeric>
            {text(here) ?? '–'}
          </Td>,
          <Td key={`${label} before`} numeric muted>
            {text(there) ?? '–'}
          </Td>,
          <Td key={`${label} change`} numeric>
            {changeText(here, there)}
          </Td>,
        ];
      })}
    </>
  );
}

/** Two periods side by side, as a whole and by group; the groups of either. */
export function ComparisonTable({
  label,
  whole,
  groups,
}: {
  label: string;
  whole: Side;
  groups: { now: readonly Group[]; before: readonly Group[] };
}) {
  const keys = [...new Set([...groups.now, ...groups.before].map(({ key }) => key))];
  const find = (list: readonly Group[], key: string | null) =>
    list.find((group) => group.key === key);
  const rows = keys
    .map((key) => ({ key, now: find(groups.now, key), before: find(groups.before, key) }))
    .toSorted((a, b) => (b.now?.total_specimens ?? 0) - (a.now?.total_specimens ?? 0));
  return (
    <Table label={label} tall={rows.length > 20}>
      <TableHead>
        <Tr>
          <Th>Group</Th>
          <Th numeric>n</Th>
          <Th numeric>before</Th>
          {MEASURES.flatMap((measure) => [
            <Th key={measure.label} numeric>{`${measure.label} ${measure.unit}`}</Th>,
            <Th key={`${measure.label} before`} numeric>
              before
            </Th>,
            <Th key={`${measure.label} change`} numeric>
              change
            </Th>,
          ])}
        </Tr>
      </TableHead>
      <TableBody>
        <Tr>
          <Th scope="row">All</Th>
          <Cells {...whole} />
        </Tr>
        {rows.map(({ key, now, before }) => (
          <Tr key={key ?? ''}>
            <Th scope="row">{now?.label ?? before?.label ?? ''}</Th>
            <Cells now={now} before={before} />
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
