import { ChartFigure } from '@/components/charts/chart-figure';
import { processHref } from '@/components/processes/addresses';
import { ExperimentsTable } from '@/components/processes/experiments-table';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { found } from '@/lib/entry/found';
import type { Ctx } from '@/lib/platform/context';
import type { Process } from '@/lib/processes/contract';
import { listExperiments } from '@/lib/processes/experiments/list-experiments';
import type { ProcessVersion } from '@/lib/processes/process-versions';
import { durationsByVersion } from '@/lib/processes/typical-durations';

const ROWS = 25;

/** The experiments of a version, and how long they took beside those of the versions before. */
export async function ExperimentsView({
  ctx,
  process,
  versions,
  cursor,
}: {
  ctx: Ctx;
  process: Process;
  versions: readonly ProcessVersion[];
  cursor: string | undefined;
}) {
  const { slug, timeZone } = ctx.lab;
  const here = processHref(slug, process.uuid);
  const answer = await found(() =>
    listExperiments(ctx, { process: process.uuid, limit: ROWS, cursor }),
  );
  if (!answer.ok) {
    return (
      <Alert
        tone="warning"
        title="This list cannot be shown"
        actions={<LinkButton href={here}>First page</LinkButton>}
      >
        {answer.message}
      </Alert>
    );
  }
  const { data, next_cursor } = answer.data;
  if (data.length === 0 && cursor === undefined) {
    return (
      <Card>
        <EmptyState title="Not run yet">
          No experiment of this version has begun. Other versions may have some.
        </EmptyState>
      </Card>
    );
  }
  const durations = durationsByVersion(versions, process.version);
  const total = versions.find(({ uuid }) => uuid === process.uuid)?.experiments ?? data.length;
  return (
    <>
      <Card flush>
        <ExperimentsTable labSlug={slug} timeZone={timeZone} experiments={data} />
        <Pagination
          className="border-t"
          summary={`${total.toLocaleString('en')} experiment${total === 1 ? '' : 's'}`}
          previousHref={cursor === undefined ? null : here}
          nextHref={
            next_cursor === null ? null : `${here}?cursor=${encodeURIComponent(next_cursor)}`
          }
        />
      </Card>
      <ChartFigure
        title="How long experiments took"
        description="Finished experiments from beginning to end: the box holds the middle half, the line in it is the median. This version beside those before it."
        chart={{ kind: 'box', data: durations.data }}
        table={durations.table}
        n={durations.n}
        nLabel="finished of this version"
        empty="None has finished yet."
      />
    </>
  );
}
