import { cache } from 'react';
import { EarlierValues } from '@/components/results/earlier-values';
import { EnterResults } from '@/components/results/enter-results';
import type { PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { readResultEntries } from '@/lib/results/result-entry';
import { resultHistory } from '@/lib/results/result-history';
import type { Test } from '@/lib/specimens/contract';
import { saveResultsAction } from './result-actions';

/** Read once for all tests of the page. */
const readOnce = cache((ctx: PageCtx, number: string) =>
  Promise.all([
    resultHistory(ctx, number),
    actorMay(ctx.actor, 'results.write') ? readResultEntries(ctx, number) : [],
  ]),
);

/** Below a test's results: what they were before, and a way to enter them where it takes some. */
export async function TestResults({ ctx, test }: { ctx: PageCtx; test: Test }) {
  const [histories, entries] = await readOnce(ctx, test.specimen_id);
  const same = (one: { assay: string; run: number }) =>
    one.assay === test.assay && one.run === test.run;
  const history = histories.find(same);
  const entry = entries.find(same);
  return (
    <>
      {history ? <EarlierValues history={history} timeZone={ctx.lab.timeZone} /> : null}
      {actorMay(ctx.actor, 'results.write') ? (
        <EnterResults
          labSlug={ctx.lab.slug}
          number={test.specimen_id}
          entry={entry ?? null}
          maySubmit={test.allowed_actions.includes('submit')}
          action={saveResultsAction}
        />
      ) : null}
    </>
  );
}
