import { Card } from '@/components/ui/card';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { COLUMN_HINTS, KNOWN_COLUMNS } from '@/lib/imports/known-columns';

/** Every column a file may have, with what belongs in it. */
export function ColumnList() {
  return (
    <Card
      title="Columns a file may have"
      description="In any order. Others are named and ignored."
      flush
    >
      <Table label="Columns a file may have">
        <TableHead>
          <Tr>
            <Th>Column</Th>
            <Th>What it holds</Th>
          </Tr>
        </TableHead>
        <TableBody>
          {KNOWN_COLUMNS.map((column) => (
            <Tr key={column}>
              <Td className="font-mono text-xs">{column}</Td>
              <Td className="whitespace-normal text-ink-soft">{COLUMN_HINTS[column]}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
