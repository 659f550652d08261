import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { WhatIfRow } from '@/lib/planning/contract';
import { whatIfHref } from './addresses';
import { SpanText } from './span-text';
import { WhatIfStatus, whatIfTitle } from './what-if-status';

/** What-ifs or back-tests of a lab, one a row, the newest first. */
export function WhatIfList({
  label,
  rows,
  labSlug,
  timeZone,
}: {
  label: string;
  rows: readonly WhatIfRow[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <Table label={label}>
      <TableHead>
        <Tr>
          <Th>Name</Th>
          <Th>Status</Th>
          <Th>Period</Th>
          <Th numeric>Scenarios</Th>
          <Th>Asked</Th>
          <Th>By</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td className="max-w-96 min-w-48 whitespace-normal">
              <RowLink href={whatIfHref(labSlug, row.id)}>{whatIfTitle(row)}</RowLink>
            </Td>
            <Td>
              <WhatIfStatus {...row} />
            </Td>
            <Td muted>
              <SpanText from={row.from} to={row.to} timeZone={timeZone} />
            </Td>
            <Td numeric>{row.kind === 'back_test' ? null : row.scenarios.length}</Td>
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
