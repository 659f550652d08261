import { specimenHref } from '@/components/specimens/addresses';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { durationText } from '@/lib/specimens/duration-text';
import type { MissingRow } from '@/lib/worklist/contract';
import { LisLink } from '@/components/specimens/lis-link';

const SINCE = { collected: 'Collected', ordered: 'Ordered STAT' } as const;

function Waited({ row }: { row: MissingRow }) {
  return (
    <span
      className="font-semibold text-warning"
      title={`Missing after ${durationText(row.missing_after_minutes)}`}
    >
      {durationText(row.waited_minutes)}
    </span>
  );
}

/** Specimens that should have come, one a row; on phones one a card. */
export function MissingList({
  rows,
  labSlug,
  timeZone,
}: {
  rows: readonly MissingRow[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <>
      <Table label="Missing specimens" className="max-md:hidden">
        <TableHead>
          <Tr>
            <Th>Specimen</Th>
            <Th>Location</Th>
            <Th numeric>Waiting</Th>
            <Th>Since</Th>
            <Th>Priority</Th>
            <Th>Assays</Th>
          </Tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Tr key={row.specimen_id}>
              <Td>
                <RowLink href={specimenHref(labSlug, row.specimen_id)} className="font-mono">
                  {row.specimen_id}
                </RowLink>
                <LisLink number={row.specimen_id} />
              </Td>
              <Td>{row.location}</Td>
              <Td numeric>
                <Waited row={row} />
              </Td>
              <Td>
                <span className="text-muted">{SINCE[row.since]}</span>{' '}
                <LabTime time={row.since_at} timeZone={timeZone} />
              </Td>
              <Td>
                <PriorityBadge priority={row.priority} />
              </Td>
              <Td className="max-w-72 truncate">{row.assays.join(', ')}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      <ul aria-label="Missing specimens" className="divide-y md:hidden">
        {rows.map((row) => (
          <li key={row.specimen_id} className="group relative space-y-1 px-4 py-2.5">
            <div className="flex items-baseline justify-between gap-3">
              <RowLink
                href={specimenHref(labSlug, row.specimen_id)}
                className="font-mono text-sm break-all"
              >
                {row.specimen_id}
              </RowLink>
              <Waited row={row} />
            </div>
            <div className="flex flex-wrap items-baseline gap-x-3 text-dense">
              <span className="min-w-0 font-medium break-words">
                {row.location ?? 'No location'}
              </span>
              {row.priority === 'ROUTINE' ? null : <PriorityBadge priority={row.priority} />}
              <span className="ml-auto min-w-0 truncate text-muted">{row.assays.join(', ')}</span>
            </div>
            <div className="text-xs text-muted">
              {SINCE[row.since]} <LabTime time={row.since_at} timeZone={timeZone} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
