import { Code } from '@/components/ui/code';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { COLUMN_TYPES, type ExportTable } from '@/lib/exports/table';

/** Every column of a table: its name, what it holds, its unit, what it means. */
export function ColumnTable({ table }: { table: ExportTable }) {
  return (
    <Table label={`Columns of ${table.name}`}>
      <TableHead>
        <tr>
          <Th>Column</Th>
          <Th>Type</Th>
          <Th>Unit</Th>
          <Th>Meaning</Th>
        </tr>
      </TableHead>
      <TableBody>
        {table.columns.map(({ name, type, unit, meaning, source }) => (
          <Tr key={name}>
            <Th scope="row" className="align-top">
              <Code>{name}</Code>
            </Th>
            <Td className="align-top">
              <span title={COLUMN_TYPES[type]}>{type}</span>
            </Td>
            <Td className="align-top">{unit}</Td>
            <Td className="w-full min-w-72 align-top text-pretty whitespace-normal">
              {meaning}
              {source ? <span className="block text-xs text-muted">From: {source}.</span> : null}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
