import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ProcessOverview } from '@/lib/processes/overview-processes';
import { durationText } from '@/lib/specimens/duration-text';
import { processHref } from './addresses';

/** The lab's processes by name, each leading to its latest version. */
export function ProcessTable({
  labSlug,
  timeZone,
  processes,
}: {
  labSlug: string;
  timeZone: string;
  processes: readonly ProcessOverview[];
}) {
  return (
    <Table label="Processes">
      <TableHead>
        <Tr>
          <Th>Process</Th>
          <Th numeric>Versions</Th>
          <Th numeric>Experiments</Th>
          <Th numeric>Typical duration</Th>
          <Th numeric>n finished</Th>
          <Th>Last run</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {processes.map((process) => (
          <Tr key={process.uuid}>
            <Td className="min-w-48">
              <RowLink
                href={processHref(labSlug, process.uuid)}
                className="line-clamp-2 wrap-anywhere"
              >
                {process.name}
              </RowLink>
            </Td>
            <Td numeric>{process.versions}</Td>
            <Td numeric>{process.experiments.toLocaleString('en')}</Td>
            <Td numeric className="whitespace-nowrap">
              {process.typical_seconds === null ? null : durationText(process.typical_seconds / 60)}
            </Td>
            <Td numeric muted>
              {process.finished.toLocaleString('en')}
            </Td>
            <Td className="whitespace-nowrap">
              <LabTime time={process.last_run?.toISOString() ?? null} timeZone={timeZone} />
              {process.running > 0 ? (
                <Badge tone="info" className="ml-2">{`${process.running} running`}</Badge>
              ) : null}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
