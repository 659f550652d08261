import type { Metadata } from 'next';
import { Copy } from 'lucide-react';
import { notFound } from 'next/navigation';
import { Follow } from '@/components/live/follow';
import { backTestHref, copyHref, whatIfsHref } from '@/components/planning/addresses';
import { BackTestView } from '@/components/planning/back-test-view';
import { RunningCard } from '@/components/planning/running-card';
import { spanText } from '@/components/planning/span-text';
import { isAtWork, whatIfTitle } from '@/components/planning/what-if-status';
import { WhatIfResult } from '@/components/planning/what-if-result';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { changeTexts } from '@/components/planning/scenario-words';
import { pageCtx } from '@/lib/entry/page';
import { AppError } from '@/lib/platform/errors';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import type { WhatIfAnswer } from '@/lib/planning/contract';
import { readWhatIf } from '@/lib/planning/what-ifs/read-what-if';
import { cancelWhatIfAction } from '../actions';

export const metadata: Metadata = { title: 'What-if' };

type Props = {
  params: Promise<{ lab: string; id: string }>;
  searchParams: Promise<GivenParams>;
};

export default async function WhatIfPage({ params, searchParams }: Props) {
  const { lab, id } = await params;
  const ctx = await pageCtx(lab, 'what_if.run');
  const { slug, timeZone } = ctx.lab;
  const answer = await readWhatIf(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const given = await searchParams;
  const { kind, from, to, by, created_at: asked } = answer;
  const title = whatIfTitle({ ...answer, scenarios: answer.asked.map(({ name }) => name) });
  const of = spanText(from, to, timeZone);
  const what = kind === 'back_test' ? `Forecast of ${of}` : `From the history of ${of}`;
  return (
    <div className="space-y-5">
      <Follow kinds={['what_if']} entity={answer.id} />
      <PageHeader
        crumbs={
          kind === 'back_test'
            ? [{ label: 'Back-tests', href: backTestHref(slug) }]
            : [{ label: 'What if', href: whatIfsHref(slug) }]
        }
        title={title}
        description={
          <>
            {what}, asked by {by} on <LabTime time={asked} timeZone={timeZone} />
          </>
        }
        actions={
          kind === 'what_if' ? (
            <LinkButton href={copyHref(slug, answer.id)} icon={<Copy aria-hidden="true" />}>
              Copy to a new one
            </LinkButton>
          ) : undefined
        }
      />
      <Outcome answer={answer} labSlug={slug} />
      {answer.status === 'finished' && answer.back_test ? (
        <BackTestView test={answer.back_test} timeZone={timeZone} />
      ) : null}
      {answer.status === 'finished' && kind === 'what_if' ? (
        <WhatIfResult
          answer={answer}
          labSlug={slug}
          group={valuesOf(given.group)[0]}
          measure={valuesOf(given.measure)[0]}
        />
      ) : null}
    </div>
  );
}

function Outcome({ answer, labSlug }: { answer: WhatIfAnswer; labSlug: string }) {
  const { id, status, percent, message, runs, asked } = answer;
  if (isAtWork(answer)) {
    return (
      <>
        <RunningCard
          labSlug={labSlug}
          id={id}
          status={status}
          percent={percent}
          runs={runs}
          scenarios={asked.length}
          cancel={cancelWhatIfAction}
        />
        {asked.length === 0 ? null : (
          <Card title="Scenarios">
            <ul className="grid gap-2 text-sm">
              {asked.map((scenario) => (
                <li key={scenario.name}>
                  <span className="font-medium">{scenario.name}</span>:{' '}
                  {changeTexts(scenario).join('; ') || 'as it stands'}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </>
    );
  }
  if (status === 'cancelled') {
    return (
      <Alert tone="info" title="Cancelled">
        It was stopped before it had an answer.
      </Alert>
    );
  }
  if (status === 'failed') {
    return (
      <Alert tone="danger" title="It could not be simulated">
        {message}
      </Alert>
    );
  }
  return null;
}
