import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ChartTable } from '@/lib/metrics/chart-data';

/** A table of figures, behind a chart or on its own; a row with an `href` leads there. */
export function ChartTableView({
  label,
  table,
  tall,
}: {
  label: string;
  table: ChartTable;
  tall?: boolean;
}) {
  // One number of decimals a column, so that the points stand below each other.
  const decimals = table.columns.map((_, at) =>
    table.rows.some((row) => typeof row.cells[at] === 'number' && !Number.isInteger(row.cells[at]))
      ? 1
      : 0,
  );
  return (
    <Table label={label} tall={tall}>
      <TableHead>
        <tr>
          {table.columns.map((column) => (
            <Th key={column.label} numeric={column.numeric}>
              {column.label}
            </Th>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {table.rows.map((row) => (
          <Tr key={row.key}>
            {row.cells.map((cell, index) => {
              const column = table.columns[index];
              const text =
                typeof cell === 'number' ? numberText(cell, decimals[index] ?? 0) : (cell ?? '–');
              return index === 0 ? (
                <Th key={column?.label} scope="row">
                  {row.href ? <RowLink href={row.href}>{text}</RowLink> : text}
                </Th>
              ) : (
                <Td key={column?.label} numeric={column?.numeric}>
                  {text}
                </Td>
              );
            })}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function numberText(value: number, decimals: number): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
