import { experimentHref } from '@/components/processes/addresses';
import { FailureCount } from '@/components/processes/failure-count';
import { LabTime } from '@/components/ui/lab-time';
import { secondsText } from '@/components/devices/seconds-text';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Experiment } from '@/lib/processes/contract';

type Props = { labSlug: string; timeZone: string; experiments: readonly Experiment[] };

/** Finished experiments, the newest first; on phones when and how long stand under the process. */
export function FinishedTable({ labSlug, timeZone, experiments }: Props) {
  return (
    <Table label="Finished experiments">
      <TableHead>
        <Tr>
          <Th>Process</Th>
          <Th className="max-md:hidden">Began</Th>
          <Th className="max-md:hidden">Finished</Th>
          <Th numeric className="max-md:hidden">
            Took
          </Th>
          <Th numeric className="max-md:hidden">
            Steps
          </Th>
          <Th numeric>Failures</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {experiments.map(({ uuid, process, version, steps, ...experiment }) => {
          const took =
            experiment.duration_seconds === null ? null : secondsText(experiment.duration_seconds);
          return (
            <Tr key={uuid}>
              <Th scope="row" className="min-w-44 font-medium wrap-anywhere whitespace-normal">
                <RowLink href={experimentHref(labSlug, uuid)}>{process}</RowLink>
                <span className="ml-2 font-normal text-muted">version {version}</span>
                <span className="mt-0.5 block text-xs font-normal text-muted md:hidden">
                  <LabTime time={experiment.created_at} timeZone={timeZone} />
                  {took === null ? null : `, took ${took}`}
                </span>
              </Th>
              <Td className="max-md:hidden">
                <LabTime time={experiment.created_at} timeZone={timeZone} />
              </Td>
              <Td className="max-md:hidden">
                <LabTime time={experiment.finished_at} timeZone={timeZone} />
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
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
