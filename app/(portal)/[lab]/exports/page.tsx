import type { Metadata } from 'next';
import { BookOpenText } from 'lucide-react';
import { z } from 'zod';
import { ConnectCard } from '@/components/exports/connect-card';
import { ExportTableList } from '@/components/exports/export-table-list';
import { Card } from '@/components/ui/card';
import { DateRange } from '@/components/ui/date-range';
import { FilterBar } from '@/components/ui/filter-bar';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { csvAddress } from '@/lib/exports/csv-address';
import { EXPORT_TABLES } from '@/lib/exports/dictionary';
import { dayAway, dayOf } from '@/lib/metrics/turnaround/turnaround-view';
import { actorMay } from '@/lib/platform/access/permissions';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Exports' };

// What is no day is left open, as the form shows it.
const Period = z.object({
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
});

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ExportsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'export');
  const period = Period.parse(await searchParams);
  const { slug, timeZone } = ctx.lab;
  const today = dayOf(ctx.now, timeZone);
  const here = `/${slug}/exports`;
  const presets = [
    { label: 'Everything', from: '', to: '' },
    ...[7, 28, 90].map((length) => ({
      label: `${length} days`,
      from: dayAway(today, 1 - length),
      to: today,
    })),
  ];
  const { from, to } = period;
  const words = from && to ? `${from} to ${to}` : from ? `from ${from} on` : `up to ${to ?? 'now'}`;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Exports"
        description="This lab’s tables for spreadsheets and BI tools, as they stand at the moment they are read."
        actions={
          <LinkButton href={`${here}/dictionary`} icon={<BookOpenText aria-hidden="true" />}>
            Data dictionary
          </LinkButton>
        }
      />
      <FilterBar submitLabel="Choose">
        <DateRange from={from} to={to} presets={presets} />
      </FilterBar>
      <Card
        flush
        title={`CSV files, ${words}`}
        description="Text in UTF-8 with a header line; opens in Excel as it is."
      >
        <ExportTableList
          tables={EXPORT_TABLES}
          dictionaryHref={`${here}/dictionary`}
          hrefOf={(table) => csvAddress(table, ctx.lab, period)}
        />
      </Card>
      <ConnectCard
        origin={new URL(env().APP_URL).origin}
        labSlug={slug}
        keysHref={actorMay(ctx.actor, 'keys.write') ? `/${slug}/admin/keys` : null}
      />
    </div>
  );
}
