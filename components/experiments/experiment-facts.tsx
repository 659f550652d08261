import { containerHref } from '@/components/containers/addresses';
import { DescriptionList } from '@/components/ui/description-list';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { secondsText } from '@/components/devices/seconds-text';
import type { ExperimentWithPlan } from '@/lib/processes/contract';
import type { ExperimentCourse } from '@/lib/processes/forecast/course-contract';
import { basisWords, momentWords, noForecastWords, rangeWords } from './forecast-words';

type Props = {
  labSlug: string;
  timeZone: string;
  now: Date;
  experiment: Omit<ExperimentWithPlan, 'forecast'>;
  course: ExperimentCourse;
};

const LISTED = 12;

/** What an experiment is, how far it is, and what it works with. */
export function ExperimentFacts({ labSlug, timeZone, now, experiment, course }: Props) {
  const { steps, finished_at: finishedAt, duration_seconds: took } = experiment;
  const { forecast, why, coming } = course;
  const containers = new Map(
    course.steps.flatMap(({ container }) =>
      container ? [[container.id, container] as const] : [],
    ),
  );
  const listed = [...containers.values()].slice(0, LISTED);
  const good = steps.finished - steps.failed;
  return (
    <DescriptionList
      columns={3}
      items={[
        {
          label: 'Process',
          value: (
            <TextLink href={`/${labSlug}/processes/${experiment.process_uuid}`}>
              {experiment.process}, version {experiment.version}
            </TextLink>
          ),
        },
        {
          label: 'Began',
          value: (
            <>
              <LabTime time={experiment.created_at} timeZone={timeZone} />{' '}
              <span className="text-muted">by {experiment.created_by}</span>
            </>
          ),
        },
        finishedAt === null
          ? {
              label: 'Forecast end',
              value: forecast ? (
                <>
                  <strong>{momentWords(forecast.end, timeZone, now)}</strong>
                  <span className="block text-muted">
                    {rangeWords(forecast, timeZone, now)}
                    {forecast.overrun ? null : ' in 8 of 10 cases'}, {basisWords(forecast)}
                  </span>
                </>
              ) : (
                <>
                  None
                  <span className="block text-muted">{why ? noForecastWords(why) : null}</span>
                </>
              ),
            }
          : {
              label: 'Finished',
              value: (
                <>
                  <LabTime time={finishedAt} timeZone={timeZone} />{' '}
                  {took === null ? null : (
                    <span className="text-muted">after {secondsText(took)}</span>
                  )}
                </>
              ),
            },
        {
          label: 'Steps',
          value: (
            <>
              {good} done
              {steps.running > 0 ? `, ${steps.running} running` : ''}
              {steps.failed > 0 ? (
                <strong className="font-medium text-danger">, {steps.failed} failed</strong>
              ) : null}
              {coming.length > 0 ? `, ${coming.length} to come` : ''}
              {steps.simulated > 0 ? (
                <span className="text-muted"> ({steps.simulated} simulated)</span>
              ) : null}
            </>
          ),
        },
        {
          label: 'Containers',
          value:
            containers.size === 0 ? null : (
              <span className="flex flex-wrap gap-x-3">
                {listed.map(({ id, barcode, name }) => (
                  <TextLink key={id} href={containerHref(labSlug, id)}>
                    {barcode ?? name}
                  </TextLink>
                ))}
                {containers.size > LISTED ? (
                  <span className="text-muted">and {containers.size - LISTED} more</span>
                ) : null}
              </span>
            ),
        },
      ]}
    />
  );
}
