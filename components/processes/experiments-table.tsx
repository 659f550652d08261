import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Experiment } from '@/lib/processes/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { experimentHref } from './addresses';

/** Experiments of a version, the newest first. */
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
          <Th numeric>Duration</Th>
          <Th numeric>Steps</Th>
          <Th numeric>Failures</Th>
          <Th>Begun by</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {experiments.map(({ uuid, state, created_at, created_by, duration_seconds, steps }) => (
          <Tr key={uuid}>
            <Td>
              <RowLink href={experimentHref(labSlug, uuid)}>
                <LabTime time={created_at} timeZone={timeZone} />
              </RowLink>
            </Td>
            <Td className="whitespace-nowrap">
              {state === 'running' ? <Badge tone="info">Running</Badge> : 'Finished'}
              {steps.running > 0 ? (
                <span className="ml-2 text-muted">
                  {`${steps.running} step${steps.running === 1 ? '' : 's'} at work`}
                </span>
              ) : null}
            </Td>
            <Td numeric className="whitespace-nowrap">
              {duration_seconds === null ? null : durationText(duration_seconds / 60)}
            </Td>
            <Td numeric>{steps.total.toLocaleString('en')}</Td>
            <Td numeric>
              {steps.failed === 0 ? (
                <span className="text-muted">0</span>
              ) : (
                <Badge tone="danger">{steps.failed.toLocaleString('en')}</Badge>
              )}
            </Td>
            <Td muted className="max-w-48 truncate">
              {created_by}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
