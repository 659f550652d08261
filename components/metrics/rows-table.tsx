import { AssayCell, SpecimenCell } from '@/components/specimens/row-cells';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { TatRow } from '@/lib/metrics/turnaround/rows-contract';
import type { Segment } from '@/lib/metrics/segment';
import { minutesCell } from './minutes-text';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The rows behind a figure, each leading to its specimen. */
export function RowsTable({
  rows,
  labSlug,
  segment,
  timeZone,
  stateLabels,
}: {
  rows: readonly TatRow[];
  labSlug: string;
  segment: Segment;
  timeZone: string;
  /** What this lab calls its states. */
  stateLabels: ReadonlyMap<string, string>;
}) {
  return (
    <Table label="Rows behind the figure">
      <TableHead>
        <tr>
          <Th>Specimen</Th>
          <Th>Assay</Th>
          <Th numeric>Minutes</Th>
          <Th>{capital(segment.start)}</Th>
          <Th>{capital(segment.end)}</Th>
          <Th>Due</Th>
          <Th>Priority</Th>
          <Th>State</Th>
          <Th>Location</Th>
          <Th>Device</Th>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={`${row.specimen_id} ${row.assay} ${row.run}`}>
            <SpecimenCell labSlug={labSlug} number={row.specimen_id} />
            <AssayCell assay={row.assay} run={row.run} />
            <Td numeric className={row.minutes !== null && row.minutes < 0 ? 'text-danger' : ''}>
              {minutesCell(row.minutes)}
              {row.end === null && row.minutes !== null ? (
                <span className="text-2xs text-muted"> so far</span>
              ) : null}
            </Td>
            <Td>
              <LabTime time={row.start} timeZone={timeZone} />
            </Td>
            <Td>
              <LabTime time={row.end} timeZone={timeZone} />
            </Td>
            <Td>
              <LabTime time={row.due_at} timeZone={timeZone} />
            </Td>
            <Td>
              <PriorityBadge priority={row.priority} />
            </Td>
            <Td>
              <StateBadge state={row.state} label={stateLabels.get(row.state)} />
            </Td>
            <Td className="max-w-48 truncate">{row.location}</Td>
            <Td>{row.device}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
