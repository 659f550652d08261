import type { Metadata } from 'next';
import { FinishedTable } from '@/components/experiments/finished-table';
import { RunningTable } from '@/components/experiments/running-table';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import {
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { ExperimentQuery } from '@/lib/processes/contract';
import { readRunning } from '@/lib/processes/forecast/read-running';
import { listExperiments } from '@/lib/processes/experiments/list-experiments';
import { listProcesses } from '@/lib/processes/list-processes';

export const metadata: Metadata = { title: 'Experiments' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const FILTERS = ['process', 'state'] as const;
const LABELS: Record<(typeof FILTERS)[number], string> = { process: 'Process', state: 'State' };

export default async function ExperimentsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/experiments`;
  const address = readPageAddress([...FILTERS, 'cursor'], await searchParams);
  const value = (name: (typeof FILTERS)[number] | 'cursor') => address[name][0];
  const [process, state, cursor] = [value('process'), value('state'), value('cursor')];
  const { data: versions } = await listProcesses(ctx, { limit: 500, versions: 'all' });
  const showsRunning = state !== 'finished' && cursor === undefined;
  const showsFinished = state !== 'running';
  const answer = await found(async () => {
    const query = parseInput(ExperimentQuery, {
      finished: 'true',
      ...(process === undefined ? {} : { process }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return {
      running: showsRunning ? await readRunning(ctx, query.process) : [],
      finished: showsFinished ? await listExperiments(ctx, query) : { data: [], next_cursor: null },
    };
  });
  const running = answer.ok ? answer.data.running : [];
  const finished = answer.ok ? answer.data.finished : { data: [], next_cursor: null };
  const versionName = (uuid: string) => {
    const version = versions.find((one) => one.uuid === uuid);
    return version ? `${version.name}, version ${version.version}` : uuid;
  };
  const active = filterChips(path, address, FILTERS, (name) => ({
    label: LABELS[name],
    value: (text) => (name === 'process' ? versionName(text) : text),
  }));
  return (
    <div className="space-y-5">
      <Follow kinds={['experiment']} />
      <PageHeader
        title="Experiments"
        description="Runs of processes: what is under way and when it ends, and what was done."
        actions={<LinkButton href={`/${slug}/processes`}>Processes</LinkButton>}
      />
      <FilterBar active={active} resetHref={path}>
        <Field label="Process" name="process" key={`p ${process}`} className="md:max-w-72">
          <Select
            placeholder="Any"
            options={versions.map((one) => ({
              value: one.uuid,
              label: `${one.name}, version ${one.version}`,
            }))}
            defaultValue={process ?? ''}
          />
        </Field>
        <Field label="State" name="state" key={`s ${state}`}>
          <Select
            placeholder="Any"
            options={[
              { value: 'running', label: 'Running' },
              { value: 'finished', label: 'Finished' },
            ]}
            defaultValue={state ?? ''}
          />
        </Field>
      </FilterBar>
      {answer.ok && showsRunning && (running.length > 0 || state === 'running') ? (
        <Card flush title="Running">
          {running.length > 0 ? (
            <RunningTable labSlug={slug} timeZone={timeZone} now={ctx.now} experiments={running} />
          ) : (
            <div className="px-4 pb-4">
              <EmptyState title="Nothing is running">
                An experiment appears here as soon as the orchestrator begins it.
              </EmptyState>
            </div>
          )}
        </Card>
      ) : null}
      {showsFinished && !(finished.data.length === 0 && running.length > 0) ? (
        <ListBody
          outcome={answer.ok ? { ok: true, rows: finished.data } : answer}
          filtered={active.length > 0}
          resetHref={path}
          none={
            <EmptyState title="No experiments yet">
              The orchestrator begins an experiment of a process that it registered, and tells of
              each step.
            </EmptyState>
          }
          summary={`${finished.data.length} finished${finished.next_cursor || cursor ? ' on this page' : ''}`}
          previousHref={cursor === undefined ? null : pageHref(path, address)}
          nextHref={
            finished.next_cursor === null
              ? null
              : pageHref(path, address, { cursor: finished.next_cursor })
          }
        >
          <FinishedTable labSlug={slug} timeZone={timeZone} experiments={finished.data} />
        </ListBody>
      ) : null}
    </div>
  );
}
