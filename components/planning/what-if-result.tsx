import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { LinkTabs } from '@/components/ui/link-tabs';
import { TextLink } from '@/components/ui/link-button';
import { EmptyState } from '@/components/ui/empty-state';
import type { WhatIfAnswer } from '@/lib/planning/contract';
import { AddressSelect } from './address-select';
import { backTestHref, whatIfHref } from './addresses';
import { CheckTable } from './check-table';
import { CompareTable, GroupCompareTable } from './compare-table';
import { DayFigures } from './day-figures';
import { COMPARED, type ComparedKey } from './estimates';
import { FitTable } from './fit-table';
import { headlineOf, noFigures, soonerFilled, unsettledGroups } from './headline';
import { counted, listed } from './number-text';
import { changeTexts } from './scenario-words';
import { shownFit } from './shown-fit';

const GROUP_MEASURES: readonly ComparedKey[] = [
  'utilisation',
  'waiting_mean',
  'waiting_p90',
  'turnaround_p90',
  'queue',
];
const WHOLE = 'Whole lab';

/** What a finished what-if says: in sentences, in tables, over the day, and how it was fitted. */
export function WhatIfResult({
  answer,
  labSlug,
  group,
  measure,
}: {
  answer: WhatIfAnswer;
  labSlug: string;
  /** The group that the pictures are of, and the measure of the table by group, as the address has them. */
  group: string | undefined;
  measure: string | undefined;
}) {
  const { baseline, scenarios, check, left_out: leftOut, id } = answer;
  if (baseline === null || scenarios === null) {
    return (
      <Card>
        <EmptyState title="Nothing comes to the lab">
          There was nothing to simulate in this period.
        </EmptyState>
      </Card>
    );
  }
  const place = baseline.groups.findIndex(({ name }) => name === group);
  const of =
    COMPARED.find(({ key }) => key === measure && GROUP_MEASURES.includes(key)) ?? COMPARED[7];
  const shownGroup = place < 0 ? WHOLE : (group ?? WHOLE);
  const href = (chosen: { group?: string; measure?: string }) => {
    const query = new URLSearchParams();
    const asked = { group: shownGroup, measure: of.key, ...chosen };
    if (asked.group !== WHOLE) query.set('group', asked.group);
    if (asked.measure !== COMPARED[7].key) query.set('measure', asked.measure);
    return `${whatIfHref(labSlug, id)}${query.size === 0 ? '' : `?${query}`}`;
  };
  const unsettled = unsettledGroups(baseline, scenarios);
  const sooner = soonerFilled(answer);
  const names = [WHOLE, ...baseline.groups.map(({ name }) => name)];
  const lines = [
    { name: 'As it stands', forecast: place < 0 ? baseline.whole : baseline.groups[place] },
    ...scenarios.map(({ name, whole, groups }) => ({
      name,
      forecast: place < 0 ? whole : groups[place],
    })),
  ];
  return (
    <>
      <Headlines answer={answer} baseline={baseline} scenarios={scenarios} />
      {leftOut.length > 0 ? (
        <Alert tone="warning" title={`Left out: ${listed(leftOut)}`}>
          Nobody said how {leftOut.length === 1 ? 'it works' : 'they work'}, and their history does
          not. The figures of the whole lab are without them.
        </Alert>
      ) : null}
      {unsettled.length > 0 ? (
        <Alert
          tone="warning"
          title={`So near the limit that the queue still grew: ${listed(unsettled.map(({ group }) => group))}`}
        >
          {unsettled.map(({ group, where }) => `${group}: ${listed(where)}`).join('. ')}. The weeks
          simulated were too few for such a queue to reach its length: waiting would be longer than
          is said here.
        </Alert>
      ) : null}
      {sooner.length > 0 ? (
        <Alert title={`More work, and less waiting: ${listed(sooner.map(({ group }) => group))}`}>
          {sooner.map(({ group, where }) => `${group}: ${listed(where)}`).join('. ')}. Runs that
          start when full or after a while fill sooner when more comes, so their tests wait less for
          each other. That goes on only as long as machines are free.
        </Alert>
      ) : null}
      <Card
        title="Compared"
        flush
        footer="Under each figure its 95 % interval over the runs. A difference is called one only where its own interval, from runs on the same random work, leaves zero out."
      >
        <CompareTable baseline={baseline} scenarios={scenarios} />
      </Card>
      <section aria-label="Over the day" className="space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-base font-semibold">Over the day</h2>
          <AddressSelect
            label="Pictures of"
            options={names.map((name) => ({ value: name, label: name }))}
            value={shownGroup}
            hrefs={Object.fromEntries(names.map((name) => [name, href({ group: name })]))}
          />
        </div>
        <DayFigures of={shownGroup} lines={lines} />
      </section>
      <Card title="By machine group" description="The hardest pressed first." flush>
        <LinkTabs
          label="Measure by machine group"
          className="px-4"
          tabs={GROUP_MEASURES.flatMap((key) => {
            const one = COMPARED.find((compared) => compared.key === key);
            return one
              ? [{ href: href({ measure: key }), label: one.label, current: key === of.key }]
              : [];
          })}
        />
        <GroupCompareTable of={of} baseline={baseline} scenarios={scenarios} />
      </Card>
      {check && check.length > 0 ? (
        <Card
          title="Does the model fit?"
          description={
            <>
              The lab as it stands, as it was observed and as it is simulated.{' '}
              <TextLink href={backTestHref(labSlug)}>Back-tests</TextLink> try it on what came
              later.
            </>
          }
          flush
          footer="What was observed in the period, and below it what the fitted model gives. Where they are far apart, correct how the group works before you lean on its scenarios."
        >
          <CheckTable check={check} />
        </Card>
      ) : null}
      <Card
        title="Machine groups as they were fitted"
        flush
        footer={
          answer.fit.notes.length === 0
            ? null
            : answer.fit.notes.map((note) => <p key={note}>{note}</p>)
        }
      >
        <FitTable groups={shownFit(answer.fit).groups} />
      </Card>
    </>
  );
}

const TONES = { better: 'text-positive', worse: 'text-danger', same: 'text-ink-soft' } as const;

function Headlines({
  answer: { asked, seed, runs, weeks },
  baseline,
  scenarios,
}: {
  answer: WhatIfAnswer;
  baseline: NonNullable<WhatIfAnswer['baseline']>;
  scenarios: NonNullable<WhatIfAnswer['scenarios']>;
}) {
  const standing = noFigures(baseline);
  const changes = new Map(asked.map((scenario) => [scenario.name, changeTexts(scenario)]));
  return (
    <Card
      title="What it says"
      footer={`${counted(runs, 'run')} of ${counted(weeks ?? 0, 'week')} each, seed ${seed}. The same seed gives the same answer.`}
    >
      {standing === null ? null : (
        <p className="mb-3 text-sm">
          As it stands the lab is <strong className="font-semibold text-danger">{standing}</strong>.
          Waiting would grow without end, so there is no figure for it.
        </p>
      )}
      {scenarios.length === 0 ? (
        <p className="text-sm">Only the lab as it stands was simulated.</p>
      ) : (
        <ul className="grid gap-3">
          {scenarios.map((scenario) => {
            const { name, text, tone } = headlineOf(baseline, scenario);
            return (
              <li key={name} className="text-base">
                <span className="font-semibold">{name}</span>{' '}
                <span className={cn(TONES[tone])}>{text}</span>
                <span className="block text-dense text-muted">
                  {changes.get(name)?.join('; ') ||
                    'Nothing is different from the lab as it stands.'}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
