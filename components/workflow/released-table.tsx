import { AssayCell, SpecimenCell } from '@/components/specimens/row-cells';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { AutoverificationRow } from '@/lib/metrics/autoverification/autoverification-contract';

/** The tests behind the share of autoverification, each leading to its specimen. */
export function ReleasedTable({
  rows,
  labSlug,
  timeZone,
  stateLabels,
}: {
  rows: readonly AutoverificationRow[];
  labSlug: string;
  timeZone: string;
  stateLabels: ReadonlyMap<string, string>;
}) {
  return (
    <Table label="Tests behind the share">
      <TableHead>
        <tr>
          <Th>Specimen</Th>
          <Th>Assay</Th>
          <Th>Verified by</Th>
          <Th>Released</Th>
          <Th>Priority</Th>
          <Th>State now</Th>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={`${row.specimen_id} ${row.assay} ${row.run}`}>
            <SpecimenCell labSlug={labSlug} number={row.specimen_id} />
            <AssayCell assay={row.assay} run={row.run} />
            <Td>{row.verified_by_system ? 'The system' : 'Others'}</Td>
            <Td>
              <LabTime time={row.released_at} timeZone={timeZone} />
            </Td>
            <Td>
              <PriorityBadge priority={row.priority} />
            </Td>
            <Td>
              <StateBadge state={row.state} label={stateLabels.get(row.state)} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
