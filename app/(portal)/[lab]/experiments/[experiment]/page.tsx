import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import '@/components/experiments/gantt.css';
import { CourseTable } from '@/components/experiments/course-table';
import { ExperimentFacts } from '@/components/experiments/experiment-facts';
import { FinishButton } from '@/components/experiments/finish-button';
import { Gantt } from '@/components/experiments/gantt';
import { ganttSteps } from '@/components/experiments/gantt-steps';
import { Follow } from '@/components/live/follow';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import type { ExperimentWithPlan } from '@/lib/processes/contract';
import { readCourse } from '@/lib/processes/forecast/read-course';
import { readExperimentAsTold } from '@/lib/processes/experiments/read-experiment';
import { startOfDay } from '@/lib/specimens/lists/lab-day';
import { finishAction } from '../actions';

type Props = { params: Promise<{ lab: string; experiment: string }> };

const load = cache(async (labSlug: string, uuid: string) => {
  const ctx = await pageCtx(labSlug, 'platform.read');
  try {
    return { ctx, experiment: await readExperimentAsTold(ctx, uuid) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lab, experiment: uuid } = await params;
  const { experiment } = await load(lab, uuid);
  return { title: `Experiment of ${experiment.process}` };
}

export default async function ExperimentPage({ params }: Props) {
  const { lab, experiment: uuid } = await params;
  const { ctx, experiment } = await load(lab, uuid);
  const { slug, timeZone } = ctx.lab;
  const course = await readCourse(ctx, experiment);
  const running = experiment.finished_at === null;
  const mayFinish = running && actorMay(ctx.actor, 'platform.write');
  return (
    <div className="space-y-5">
      <Follow kinds={['experiment']} entity={uuid} />
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="line-clamp-3 wrap-anywhere">{experiment.process}</span>
            <Badge tone={running ? 'info' : 'neutral'}>{running ? 'Running' : 'Finished'}</Badge>
          </span>
        }
        crumbs={[{ label: 'Experiments', href: `/${slug}/experiments` }]}
        actions={
          mayFinish ? (
            <FinishButton
              labSlug={slug}
              uuid={uuid}
              running={experiment.steps.running}
              finish={finishAction}
            />
          ) : undefined
        }
      />
      <Card>
        <ExperimentFacts
          labSlug={slug}
          timeZone={timeZone}
          now={ctx.now}
          experiment={experiment}
          course={course}
        />
      </Card>
      {course.steps.length + course.coming.length === 0 ? (
        <Card>
          <EmptyState title="No steps yet">
            {running
              ? 'Steps appear here as soon as the orchestrator tells of them.'
              : 'It was finished without a step.'}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card
            flush
            title="Course"
            description={
              course.omitted > 0
                ? `The latest ${course.steps.length.toLocaleString('en')} steps; ${course.omitted.toLocaleString('en')} earlier ones are left out.`
                : 'What each device did, over estimates from all such steps done well so far, these among them.'
            }
          >
            <Gantt
              labSlug={slug}
              timeZone={timeZone}
              offsetMs={offsetOf(experiment, timeZone)}
              steps={ganttSteps(course)}
              beganMs={new Date(experiment.first_start ?? experiment.created_at).getTime()}
              drawnMs={ctx.now.getTime()}
              forecast={
                course.forecast && {
                  endMs: new Date(course.forecast.end).getTime(),
                  fromMs: new Date(course.forecast.from).getTime(),
                  toMs: new Date(course.forecast.to).getTime(),
                }
              }
            />
          </Card>
          <details className="rounded-lg border bg-surface">
            <summary className="cursor-pointer px-4 py-3 text-sm font-medium">
              Show the steps as a table
            </summary>
            <div className="border-t">
              <CourseTable labSlug={slug} timeZone={timeZone} course={course} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}

/** The lead of the lab's zone over UTC on the day it began. */
function offsetOf(experiment: Pick<ExperimentWithPlan, 'created_at'>, timeZone: string): number {
  const began = new Date(experiment.created_at);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(began);
  const midnight = startOfDay(day, timeZone)?.getTime() ?? 0;
  return midnight === 0 ? 0 : Date.parse(`${day}T00:00:00Z`) - midnight;
}
