import { experimentHref } from '@/components/processes/addresses';
import { LabTime } from '@/components/ui/lab-time';
import { Badge } from '@/components/ui/badge';
import { secondsText } from '@/components/ui/seconds-text';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Experiment } from '@/lib/processes/contract';

type Props = { labSlug: string; timeZone: string; experiments: readonly Experiment[] };

/** Finished experiments, the newest first. */
export function FinishedTable({ labSlug, timeZone, experiments }: Props) {
  return (
    <Table label="Finished experiments">
      <TableHead>
        <Tr>
          <Th>Process</Th>
          <Th>Began</Th>
          <Th>Finished</Th>
          <Th numeric>Took</Th>
          <Th numeric>Steps</Th>
          <Th numeric>Failures</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {experiments.map(({ uuid, process, version, steps, ...experiment }) => (
          <Tr key={uuid}>
            <Th scope="row" className="font-medium">
              <RowLink href={experimentHref(labSlug, uuid)}>{process}</RowLink>
              <span className="ml-2 font-normal text-muted">version {version}</span>
            </Th>
            <Td>
              <LabTime time={experiment.created_at} timeZone={timeZone} />
            </Td>
            <Td>
              <LabTime time={experiment.finished_at} timeZone={timeZone} />
            </Td>
            <Td numeric className="whitespace-nowrap">
              {experiment.duration_seconds === null
                ? null
                : secondsText(experiment.duration_seconds)}
            </Td>
            <Td numeric>{steps.total.toLocaleString('en')}</Td>
            <Td numeric>
              {steps.failed === 0 ? (
                <span className="text-muted">0</span>
              ) : (
                <Badge tone="danger">{steps.failed.toLocaleString('en')}</Badge>
              )}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
