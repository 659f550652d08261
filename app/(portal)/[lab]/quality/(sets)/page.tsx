import type { Metadata } from 'next';
import { FileCheck2, Plus } from 'lucide-react';
import { ChartFigure } from '@/components/charts/chart-figure';
import { Follow } from '@/components/live/follow';
import {
  builtInHref,
  checkFileHref,
  newRuleSetHref,
  qualityHref,
  runsHref,
} from '@/components/quality/addresses';
import { faultTrend, LINES_AT_MOST } from '@/components/quality/fault-charts';
import { JudgeLabButton } from '@/components/quality/judge-lab';
import { QualityTabs } from '@/components/quality/quality-tabs';
import { RuleSetTable, type ListedSet } from '@/components/quality/rule-set-table';
import { RunTable } from '@/components/quality/run-table';
import { scheduleWords } from '@/components/quality/verdict-words';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { BUILT_IN } from '@/lib/quality/built-in-ref';
import { listRuleSets } from '@/lib/quality/rule-sets/list-rule-sets';
import { listRuns } from '@/lib/quality/runs/list-runs';
import { runHistory } from '@/lib/quality/runs/run-history';
import { judgeLabAction } from '../actions';

export const metadata: Metadata = { title: 'Data quality' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const SETS_SHOWN = 25;
const RUNS_SHOWN = 8;
const STRIP_RUNS = 14;

export default async function QualityPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const [cursor] = readPageAddress(['cursor'], await searchParams).cursor;
  const [{ data: ruleSets, next_cursor: next }, { data: runs }] = await Promise.all([
    listRuleSets(ctx, { limit: SETS_SHOWN, cursor }),
    listRuns(ctx, { limit: RUNS_SHOWN }),
  ]);
  const refs = [...ruleSets.map(({ id }) => id), BUILT_IN];
  const history = await runHistory(ctx, refs, STRIP_RUNS);
  const listed: ListedSet[] = [
    ...ruleSets.map((set) => ({
      ref: set.id,
      name: set.name,
      description: set.description,
      version: set.version,
      runsWhen: scheduleWords(set),
      runs: history.get(set.id) ?? [],
    })),
    ...(next === null
      ? [
          {
            ref: BUILT_IN,
            name: 'Built-in rules',
            description: 'What is judged by where no rules are chosen.',
            version: null,
            runsWhen: 'when asked',
            runs: history.get(BUILT_IN) ?? [],
          },
        ]
      : []),
  ];
  const trend = faultTrend(listed, timeZone);
  const may = {
    judge: actorMay(ctx.actor, 'quality.run'),
    write: actorMay(ctx.actor, 'rules.write'),
  };
  const choices = [
    ...ruleSets.map(({ id, name, days }) => ({ ref: id, name, days })),
    { ref: BUILT_IN, name: 'Built-in rules', days: 7 },
  ];
  return (
    <div className="space-y-5">
      <Follow kinds={['quality']} />
      <PageHeader
        title="Data quality"
        description="Whether the lab’s data, and the files it is sent, can be trusted: rules, and what came of them."
        actions={
          <>
            {may.judge ? (
              <JudgeLabButton labSlug={slug} sets={choices} judge={judgeLabAction} />
            ) : null}
            {may.write ? (
              <LinkButton href={newRuleSetHref(slug)} icon={<Plus aria-hidden="true" />}>
                New rule set
              </LinkButton>
            ) : null}
            <LinkButton
              href={checkFileHref(slug)}
              variant="primary"
              icon={<FileCheck2 aria-hidden="true" />}
            >
              Check a file
            </LinkButton>
          </>
        }
      />
      <QualityTabs labSlug={slug} current="sets" />
      <Card flush>
        <RuleSetTable sets={listed} labSlug={slug} timeZone={timeZone} />
        {ruleSets.length === 0 && !cursor ? (
          <p className="border-t px-4 py-3 text-dense text-pretty text-muted">
            This lab has no rule set of its own yet.{' '}
            {may.write ? (
              <>
                Begin with <TextLink href={newRuleSetHref(slug)}>a new one</TextLink>, or with a
                copy of the <TextLink href={builtInHref(slug)}>built-in rules</TextLink>. A set of
                the lab’s own can run by itself, and alert.
              </>
            ) : (
              'A manager makes them.'
            )}
          </p>
        ) : null}
        {next || cursor ? (
          <Pagination
            previousHref={cursor ? qualityHref(slug) : undefined}
            nextHref={next ? `${qualityHref(slug)}?cursor=${encodeURIComponent(next)}` : undefined}
          />
        ) : null}
      </Card>
      <ChartFigure
        title="Faults over time"
        description="Rows at fault of 1,000 judged, by day; of several runs of a day the last. A row that breaks two rules counts twice."
        chart={{ kind: 'line', data: trend.chart }}
        table={trend.table}
        empty="No rule set has judged the lab’s own data yet."
        caption={
          listed.length > LINES_AT_MOST
            ? `The first ${LINES_AT_MOST} rule sets that ran.`
            : undefined
        }
      />
      <Card
        title="Latest runs"
        flush
        actions={
          <LinkButton size="sm" href={runsHref(slug)}>
            All runs
          </LinkButton>
        }
      >
        {runs.length === 0 ? (
          <EmptyState title="Nothing has been judged yet">
            Check a file before it is imported: columns, values, times, and rows that are there
            twice.
          </EmptyState>
        ) : (
          <RunTable runs={runs} labSlug={slug} timeZone={timeZone} />
        )}
      </Card>
    </div>
  );
}
