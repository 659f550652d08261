import { AssayCell, SpecimenCell } from '@/components/specimens/row-cells';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { RowColumn, ShownRows } from '@/lib/metrics/define-figure';
import { minutesCell } from './minutes-text';

type Row = ShownRows['data'][number];

const NUMERIC: ReadonlySet<RowColumn['as']> = new Set(['minutes', 'number']);

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function Cell({
  column: { as, key },
  row,
  labSlug,
  timeZone,
  stateLabels,
}: {
  column: RowColumn;
  row: Row;
  labSlug: string;
  timeZone: string;
  stateLabels: ReadonlyMap<string, string>;
}) {
  const value = row[key];
  const text = textOf(value);
  if (as === 'specimen' && text !== null) return <SpecimenCell labSlug={labSlug} number={text} />;
  if (as === 'assay') {
    return <AssayCell assay={text} run={typeof row.run === 'number' ? row.run : null} />;
  }
  if (as === 'time') {
    return (
      <Td>
        <LabTime time={text} timeZone={timeZone} />
      </Td>
    );
  }
  if (as === 'minutes' || as === 'number') {
    const number = typeof value === 'number' ? value : null;
    return (
      <Td numeric className={number !== null && number < 0 ? 'text-danger' : ''}>
        {as === 'minutes' ? minutesCell(number) : number?.toLocaleString('en')}
      </Td>
    );
  }
  if (as === 'priority') return <Td>{text === null ? null : <PriorityBadge priority={text} />}</Td>;
  if (as === 'state') {
    return (
      <Td>{text === null ? null : <StateBadge state={text} label={stateLabels.get(text)} />}</Td>
    );
  }
  if (as === 'yes') return <Td>{value === true ? 'Yes' : null}</Td>;
  return (
    <Td className="max-w-64 truncate" title={text ?? undefined}>
      {text}
    </Td>
  );
}

/** The rows behind a figure, by the columns it declares; specimens lead to their page. */
export function FigureRowsTable({
  rows,
  columns,
  ...lab
}: {
  rows: readonly Row[];
  columns: readonly RowColumn[];
  labSlug: string;
  timeZone: string;
  /** What this lab calls its states. */
  stateLabels: ReadonlyMap<string, string>;
}) {
  return (
    <Table label="Rows behind the figure">
      <TableHead>
        <tr>
          {columns.map(({ key, label, as }) => (
            <Th key={key} numeric={NUMERIC.has(as)}>
              {label}
            </Th>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row, at) => (
          <Tr key={at}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} {...lab} />
            ))}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
