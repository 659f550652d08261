import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { BenchSwitch } from '@/components/worklist/bench-switch';
import type { PageCtx } from '@/lib/entry/page';
import { listDepartments } from '@/lib/labs/departments/list-departments';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { pageHref, type AddressChanges } from '@/lib/platform/http/page-address';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { readBench } from '@/lib/worklist/read-bench';
import { benchOfAddress, type Address, type Parameter } from '@/lib/worklist/worklist-address';
import { chooseBenchAction } from './actions';

/** What the worklist and what is missing show around their rows. */
export async function readFrame(ctx: PageCtx, path: string, address: Address) {
  const [{ departments: bench }, options, departments] = await Promise.all([
    readBench(ctx),
    filterOptions(ctx),
    listDepartments(ctx, namedListQueryOf({ active: 'true', limit: 500 })),
  ]);
  return {
    bench,
    hasBench: bench.length > 0,
    which: benchOfAddress(address, bench.length > 0),
    options,
    departments: departments.data.map(({ name }) => name),
    /** The page's address with some parameters changed. */
    to: (changes: AddressChanges<Parameter>) => pageHref(path, address, changes),
  };
}

export type Frame = Awaited<ReturnType<typeof readFrame>>;

/** The head of the page, with the way to one's own bench and back. */
export function FrameHeader({
  labSlug,
  frame,
  title,
  children,
}: {
  labSlug: string;
  frame: Frame;
  title: string;
  children: ReactNode;
}) {
  return (
    <PageHeader
      title={title}
      description={<span className="max-lg:sr-only">{children}</span>}
      actions={
        <BenchSwitch
          labSlug={labSlug}
          departments={frame.departments}
          chosen={frame.bench}
          which={frame.which}
          mineHref={frame.to({ bench: 'mine' })}
          allHref={frame.to({ bench: 'all' })}
          choose={chooseBenchAction}
        />
      }
    />
  );
}

/** In place of the rows where the address asks for what this lab does not have. */
export function ListRefused({ message, resetHref }: { message: string; resetHref: string }) {
  return (
    <Alert
      tone="warning"
      title="This list cannot be shown"
      live
      actions={<LinkButton href={resetHref}>Clear filters</LinkButton>}
    >
      {message}
    </Alert>
  );
}
