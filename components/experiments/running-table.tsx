import { experimentHref } from '@/components/processes/addresses';
import { FailureCount } from '@/components/processes/failure-count';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { RunningExperiment } from '@/lib/processes/forecast/read-running';
import { momentWords, noForecastWords, rangeWords } from './forecast-words';

type Props = {
  labSlug: string;
  timeZone: string;
  now: Date;
  experiments: readonly RunningExperiment[];
};

/** What is under way, how far it is, and when it ends; on phones under the process. */
export function RunningTable({ labSlug, timeZone, now, experiments }: Props) {
  return (
    <Table label="Running experiments">
      <TableHead>
        <Tr>
          <Th>Process</Th>
          <Th className="max-md:hidden">Began</Th>
          <Th className="min-w-44 max-md:hidden">Progress</Th>
          <Th numeric>Failures</Th>
          <Th className="max-md:hidden">Forecast end</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {experiments.map(({ experiment, coming, forecast, why }) => {
          const { uuid, process, version, steps } = experiment;
          const all = steps.total + coming;
          return (
            <Tr key={uuid}>
              <Th scope="row" className="min-w-44 font-medium wrap-anywhere whitespace-normal">
                <RowLink href={experimentHref(labSlug, uuid)}>{process}</RowLink>
                <span className="ml-2 font-normal text-muted">version {version}</span>
                <span className="mt-0.5 block text-xs font-normal text-muted md:hidden">
                  {forecast
                    ? `${steps.finished} of ${all} steps, ends about ${momentWords(forecast.end, timeZone, now)}`
                    : `${steps.finished} step${steps.finished === 1 ? '' : 's'} done, no forecast`}
                </span>
              </Th>
              <Td className="max-md:hidden">
                <LabTime time={experiment.created_at} timeZone={timeZone} />
              </Td>
              <Td className="max-md:hidden">
                {forecast === null ? (
                  <span>
                    {steps.finished} step{steps.finished === 1 ? '' : 's'} done
                  </span>
                ) : (
                  <Progress done={steps.finished} all={all} label={`Progress of ${process}`} />
                )}
              </Td>
              <Td numeric>
                <FailureCount failed={steps.failed} />
              </Td>
              <Td className="max-md:hidden">
                {forecast ? (
                  <>
                    <strong className="font-medium">
                      {momentWords(forecast.end, timeZone, now)}
                    </strong>
                    <span className="block text-xs text-muted">
                      {rangeWords(forecast, timeZone, now)}
                    </span>
                  </>
                ) : (
                  <span className="block max-w-72 text-xs whitespace-normal text-muted">
                    {why ? `None. ${noForecastWords(why)}` : 'On its page'}
                  </span>
                )}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Progress({ done, all, label }: { done: number; all: number; label: string }) {
  const percent = all === 0 ? 0 : Math.floor((100 * done) / all);
  return (
    <span className="flex items-center gap-2">
      <span
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-2 min-w-16 grow overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <span className="block h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      <span className="text-xs whitespace-nowrap text-muted">
        {done} of {all} steps
      </span>
    </span>
  );
}
