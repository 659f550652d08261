import { Badge } from '@/components/ui/badge';
import { formatBytes } from '@/components/ui/file-size';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ImportAnswer } from '@/lib/imports/contract';
import { count, statusWords } from './import-words';

/** The imports of a lab, newest first. */
export function ImportTable({
  imports,
  labSlug,
  timeZone,
}: {
  imports: readonly ImportAnswer[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <Table label="Imports">
      <TableHead>
        <tr>
          <Th>File</Th>
          <Th>State</Th>
          <Th>Started</Th>
          <Th>By</Th>
          <Th numeric>Rows</Th>
          <Th numeric>Created</Th>
          <Th numeric>Updated</Th>
          <Th numeric>Unchanged</Th>
          <Th numeric>Rejected</Th>
          <Th numeric>Size</Th>
        </tr>
      </TableHead>
      <TableBody>
        {imports.map((record) => {
          const { label, tone } = statusWords(record);
          return (
            <Tr key={record.id}>
              <Td className="max-w-72 truncate">
                <RowLink href={`/${labSlug}/imports/${record.id}`}>{record.file_name}</RowLink>
              </Td>
              <Td>
                <Badge tone={tone}>{label}</Badge>
              </Td>
              <Td>
                <LabTime time={record.created_at} timeZone={timeZone} />
              </Td>
              <Td>{record.by}</Td>
              <Td numeric>{count(record.rows_done)}</Td>
              <Td numeric>{count(record.created)}</Td>
              <Td numeric>{count(record.updated)}</Td>
              <Td numeric>{count(record.unchanged)}</Td>
              <Td numeric>{count(record.rejected)}</Td>
              <Td numeric muted>
                {formatBytes(record.file_size)}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
