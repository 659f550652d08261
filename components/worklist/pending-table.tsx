import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { durationText } from '@/lib/specimens/duration-text';
import type { Pending } from '@/lib/worklist/contract';

/** The open tests of each assay, the one with the oldest first; each leads to its worklist. */
export function PendingTable({
  rows,
  labSlug,
  timeZone,
  now,
}: {
  rows: readonly Pending[];
  labSlug: string;
  timeZone: string;
  now: Date;
}) {
  const waited = (row: Pending) => (now.getTime() - Date.parse(row.oldest_at)) / 60_000;
  return (
    <Card flush title="Pending by assay" description="Open tests, the longest open first.">
      {rows.length === 0 ? (
        <EmptyState title="Nothing is pending">No test is open.</EmptyState>
      ) : (
        <Table label="Pending by assay">
          <TableHead>
            <Tr>
              <Th>Assay</Th>
              <Th numeric>Open</Th>
              <Th numeric>Overdue</Th>
              <Th numeric>Longest</Th>
              <Th className="max-md:hidden">Oldest since</Th>
              <Th className="max-md:hidden">Department</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Tr key={row.assay}>
                <Td>
                  <RowLink href={`/${labSlug}/worklist?${query(row.assay)}`}>{row.assay}</RowLink>
                  {row.assay_name === row.assay ? null : (
                    <span className="ml-2 text-muted max-md:hidden">{row.assay_name}</span>
                  )}
                </Td>
                <Td numeric>{row.open.toLocaleString('en')}</Td>
                <Td
                  numeric
                  className={row.overdue > 0 ? 'font-semibold text-danger' : 'text-muted'}
                >
                  {row.overdue.toLocaleString('en')}
                </Td>
                <Td numeric>{durationText(waited(row))}</Td>
                <Td className="max-md:hidden">
                  <LabTime time={row.oldest_at} timeZone={timeZone} />
                </Td>
                <Td className="max-md:hidden">{row.department}</Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

const query = (assay: string) => new URLSearchParams({ bench: 'all', assay }).toString();
