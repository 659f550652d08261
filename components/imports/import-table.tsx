import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ImportAnswer } from '@/lib/imports/contract';
import { ImportStatus } from './import-status';

const count = (value: number) => value.toLocaleString('en-GB');

/** The imports of a lab, one a row. */
export function ImportTable({
  rows,
  labSlug,
  timeZone,
}: {
  rows: readonly ImportAnswer[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <Table label="Imports">
      <TableHead>
        <Tr>
          <Th>File</Th>
          <Th>Status</Th>
          <Th>Kind</Th>
          <Th numeric>Rows</Th>
          <Th numeric>Created</Th>
          <Th numeric>Updated</Th>
          <Th numeric>Unchanged</Th>
          <Th numeric>Rejected</Th>
          <Th>Sent</Th>
          <Th>By</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td className="max-w-72 truncate">
              <RowLink href={`/${labSlug}/imports/${row.id}`}>{row.file_name}</RowLink>
            </Td>
            <Td>
              <ImportStatus status={row.status} />
            </Td>
            <Td muted>{row.dry_run ? 'Dry run' : 'Import'}</Td>
            <Td numeric>{count(row.rows_done)}</Td>
            <Td numeric>{count(row.created)}</Td>
            <Td numeric>{count(row.updated)}</Td>
            <Td numeric>{count(row.unchanged)}</Td>
            <Td numeric className={row.rejected > 0 ? 'text-warning' : undefined}>
              {count(row.rejected)}
            </Td>
            <Td>
              <LabTime time={row.created_at} timeZone={timeZone} />
            </Td>
            <Td muted className="max-w-48 truncate">
              {row.by}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
