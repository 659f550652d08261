import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ProcessOverview } from '@/lib/processes/overview-processes';
import { durationText } from '@/lib/specimens/duration-text';
import { processHref } from './addresses';

/** The lab's processes by name, each leading to its latest version; on phones the rest stands under it. */
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
          <Th numeric className="max-md:hidden">
            Versions
          </Th>
          <Th numeric>Experiments</Th>
          <Th numeric className="max-md:hidden">
            Typical duration
          </Th>
          <Th numeric className="max-md:hidden">
            n finished
          </Th>
          <Th className="max-md:hidden">Last run</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {processes.map((process) => {
          const typical =
            process.typical_seconds === null ? null : durationText(process.typical_seconds / 60);
          const running =
            process.running > 0 ? <Badge tone="info">{`${process.running} running`}</Badge> : null;
          return (
            <Tr key={process.uuid}>
              <Td className="min-w-48 whitespace-normal">
                <RowLink
                  href={processHref(labSlug, process.uuid)}
                  className="line-clamp-2 wrap-anywhere"
                >
                  {process.name}
                </RowLink>
                <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted md:hidden">
                  <span>
                    {`${process.versions} version${process.versions === 1 ? '' : 's'}`}
                    {typical === null ? null : `, typically ${typical}`}
                  </span>
                  {running}
                </span>
              </Td>
              <Td numeric className="max-md:hidden">
                {process.versions}
              </Td>
              <Td numeric>{process.experiments.toLocaleString('en')}</Td>
              <Td numeric className="whitespace-nowrap max-md:hidden">
                {typical}
              </Td>
              <Td numeric muted className="max-md:hidden">
                {process.finished.toLocaleString('en')}
              </Td>
              <Td className="space-x-2 whitespace-nowrap max-md:hidden">
                <LabTime time={process.last_run?.toISOString() ?? null} timeZone={timeZone} />
                {running}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
