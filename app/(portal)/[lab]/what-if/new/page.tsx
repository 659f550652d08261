import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { newWhatIfHref, whatIfsHref } from '@/components/planning/addresses';
import { copiedEdits } from '@/components/planning/copied-edits';
import { PeriodForm } from '@/components/planning/period-form';
import { draftOf, newScenario } from '@/components/planning/scenario-draft';
import { busiestGroup, shownFit, type ShownFit } from '@/components/planning/shown-fit';
import { WhatIfBuilder, type Begun } from '@/components/planning/what-if-builder';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { dayOf } from '@/lib/metrics/turnaround/turnaround-view';
import { AppError } from '@/lib/platform/errors';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import type { WhatIfAnswer } from '@/lib/planning/contract';
import { daysWithData } from '@/lib/planning/days-with-data';
import { baseline } from '@/lib/planning/fit/baseline';
import { lastWholeWeeks } from '@/lib/planning/whole-weeks';
import { readWhatIf } from '@/lib/planning/what-ifs/read-what-if';
import { fitAction, startWhatIfAction } from '../actions';
import { daysOfSpan, periodPresets, readPeriod } from '../read-period';

export const metadata: Metadata = { title: 'New what-if' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const USUAL_RUNS = 30;

async function copiedFrom(ctx: PageCtx, id: string | undefined): Promise<WhatIfAnswer | null> {
  if (id === undefined) return null;
  return readWhatIf(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
}

/** A first scenario to think from: one more machine where there is most to do. */
function firstScenario(fit: ShownFit): Begun['scenarios'] {
  const group = busiestGroup(fit);
  if (group === null) return [newScenario(1, 'Scenario 1')];
  return [{ ...newScenario(1, `One more ${group}`), machines: [{ group, change: '+1' }] }];
}

function begunAs(copied: WhatIfAnswer | null, fit: ShownFit, edits: Begun['edits']): Begun {
  if (copied === null) {
    return {
      name: '',
      scenarios: firstScenario(fit),
      edits: [],
      statFirst: false,
      seed: '',
      runs: '',
    };
  }
  return {
    name: copied.name,
    scenarios: copied.asked.map((asked, index) => draftOf(asked, index + 1)),
    edits,
    statFirst: copied.stat_first,
    seed: String(copied.seed),
    runs: copied.runs === USUAL_RUNS ? '' : String(copied.runs),
  };
}

export default async function NewWhatIfPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'what_if.run');
  const { slug, timeZone, firstWeekday } = ctx.lab;
  const given = await searchParams;
  const [from] = valuesOf(given.from);
  const [to] = valuesOf(given.to);
  const [like] = valuesOf(given.like);
  const copied = await copiedFrom(ctx, like);
  const data = await daysWithData(ctx);
  const header = (
    <PageHeader
      crumbs={[{ label: 'What if', href: whatIfsHref(slug) }]}
      title={copied === null ? 'New what-if' : 'Copy of a what-if'}
      description="The lab as its history has it; what would be different; then run it."
    />
  );
  if (data === null) {
    return (
      <div className="space-y-5">
        {header}
        <Card>
          <EmptyState title="The lab has no history yet">
            A what-if learns from tests that were received. Import some, or come back when the lab
            has been at work.
          </EmptyState>
        </Card>
      </div>
    );
  }
  const today = dayOf(ctx.now, timeZone);
  const usual = copied
    ? daysOfSpan(copied, timeZone)
    : lastWholeWeeks(data, { today, firstWeekday });
  const period = readPeriod({ from, to }, usual, timeZone);
  const form = (
    <PeriodForm
      path={newWhatIfHref(slug)}
      days={period.days}
      most={data}
      presets={periodPresets(ctx, data, [1, 4, 8])}
      kept={like === undefined ? {} : { like }}
    />
  );
  if (period.window === null) {
    return (
      <div className="space-y-5">
        {header}
        {form}
        <Alert tone="danger" title="This is no period">
          {period.fault}
        </Alert>
      </div>
    );
  }
  const { window } = period;
  const fresh = await baseline(ctx, { ...window, groups: [] });
  const edits = copied === null ? [] : copiedEdits(copied.fit.groups, fresh.groups);
  const fitted = shownFit(fresh);
  const edited =
    edits.length === 0 ? fitted : shownFit(await baseline(ctx, { ...window, groups: edits }));
  return (
    <div className="space-y-5">
      {header}
      {form}
      <WhatIfBuilder
        key={like ?? 'new'}
        labSlug={slug}
        period={{ from: window.from.toISOString(), to: window.to.toISOString() }}
        fitted={fitted}
        edited={edited}
        begun={begunAs(copied, edited, edits)}
        actions={{ fit: fitAction, start: startWhatIfAction }}
      />
    </div>
  );
}
