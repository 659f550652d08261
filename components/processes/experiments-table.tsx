import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Experiment } from '@/lib/processes/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { experimentHref } from './addresses';
import { FailureCount } from './failure-count';

/** Experiments of a version, the newest first; on phones how long one took stands under its start. */
export function ExperimentsTable({
  labSlug,
  timeZone,
  experiments,
}: {
  labSlug: string;
  timeZone: string;
  experiments: readonly Experiment[];
}) {
  return (
    <Table label="Experiments of this version">
      <TableHead>
        <Tr>
          <Th>Started</Th>
          <Th>State</Th>
          <Th numeric className="max-md:hidden">
            Duration
          </Th>
          <Th numeric className="max-md:hidden">
            Steps
          </Th>
          <Th numeric>Failures</Th>
          <Th className="max-md:hidden">Begun by</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {experiments.map(({ uuid, state, created_at, created_by, duration_seconds, steps }) => {
          const took = duration_seconds === null ? null : durationText(duration_seconds / 60);
          return (
            <Tr key={uuid}>
              <Td>
                <RowLink href={experimentHref(labSlug, uuid)}>
                  <LabTime time={created_at} timeZone={timeZone} />
                </RowLink>
                {took === null ? null : (
                  <span className="block text-xs text-muted md:hidden">took {took}</span>
                )}
              </Td>
              <Td className="whitespace-nowrap">
                {state === 'running' ? <Badge tone="info">Running</Badge> : 'Finished'}
                {steps.running > 0 ? (
                  <span className="ml-2 text-muted max-md:hidden">
                    {`${steps.running} step${steps.running === 1 ? '' : 's'} at work`}
                  </span>
                ) : null}
              </Td>
              <Td numeric className="whitespace-nowrap max-md:hidden">
                {took}
              </Td>
              <Td numeric className="max-md:hidden">
                {steps.total.toLocaleString('en')}
              </Td>
              <Td numeric>
                <FailureCount failed={steps.failed} />
              </Td>
              <Td muted className="max-w-48 truncate max-md:hidden">
                {created_by}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
