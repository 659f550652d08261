import type { Metadata } from 'next';
import { z } from 'zod';
import { Follow } from '@/components/live/follow';
import { ProcessTable } from '@/components/processes/process-table';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import {
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { overviewProcesses } from '@/lib/processes/overview-processes';

export const metadata: Metadata = { title: 'Processes' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const LONGEST_SEARCH = 200;
const Query = z.object({ q: z.string().optional(), cursor: z.string().optional() });

export default async function ProcessesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/processes`;
  const address = readPageAddress(['q', 'cursor'], await searchParams);
  const q = address.q[0]?.slice(0, LONGEST_SEARCH);
  const [cursor] = address.cursor;
  const answer = await found(async () =>
    overviewProcesses(ctx, { ...parseInput(Query, { q, cursor }), limit: 50 }),
  );
  const processes = answer.ok ? answer.data.data : [];
  const nextCursor = answer.ok ? answer.data.nextCursor : null;
  const active = filterChips(path, address, ['q'], () => ({
    label: 'Name',
    value: (text) => text,
  }));
  return (
    <div className="space-y-5">
      <Follow kinds={['experiment']} />
      <PageHeader
        title="Processes"
        description="What the platform runs. Each change of a source is a new version; the typical duration is the median of finished experiments of all versions."
      />
      <FilterBar
        lead={
          <Field label="Name" name="q">
            <SearchInput
              key={q ?? ''}
              label="Part of a name"
              placeholder="Part of a name"
              defaultValue={q}
            />
          </Field>
        }
        active={active}
        resetHref={path}
      />
      <ListBody
        outcome={answer.ok ? { ok: true, rows: processes } : answer}
        filtered={active.length > 0}
        resetHref={path}
        none={
          <EmptyState
            title="No processes yet"
            actions={<LinkButton href="/docs/python-client">How an orchestrator begins</LinkButton>}
          >
            An orchestrator registers a process with its source before it runs it.
          </EmptyState>
        }
        summary={
          nextCursor || cursor
            ? `${processes.length} on this page`
            : `${processes.length} process${processes.length === 1 ? '' : 'es'}`
        }
        previousHref={cursor === undefined ? null : pageHref(path, address)}
        nextHref={nextCursor === null ? null : pageHref(path, address, { cursor: nextCursor })}
      >
        <ProcessTable labSlug={slug} timeZone={timeZone} processes={processes} />
      </ListBody>
    </div>
  );
}
