import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Follow } from '@/components/live/follow';
import { PROCESS_VIEWS, processHref, type ProcessView } from '@/components/processes/addresses';
import { VersionMenu } from '@/components/processes/version-menu';
import { labTimeText } from '@/components/ui/lab-time';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Stat, StatRow } from '@/components/ui/stat';
import { pageCtx } from '@/lib/entry/page';
import { AppError } from '@/lib/platform/errors';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import { processVersions } from '@/lib/processes/process-versions';
import { readProcess } from '@/lib/processes/read-process';
import { typicalSeconds } from '@/lib/processes/typical-durations';
import { durationText } from '@/lib/specimens/duration-text';
import { ChangesView } from './changes-view';
import { ExperimentsView } from './experiments-view';
import { SourceCard } from './source-card';

export const metadata: Metadata = { title: 'Process' };

type Props = {
  params: Promise<{ lab: string; process: string }>;
  searchParams: Promise<GivenParams>;
};

const VIEW_LABELS: Record<ProcessView, string> = {
  experiments: 'Experiments',
  source: 'Source',
  changes: 'Changes',
};

/** Under so many the median says little. */
const FEW = 5;

export default async function ProcessPage({ params, searchParams }: Props) {
  const { lab, process: uuid } = await params;
  const ctx = await pageCtx(lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const given = await searchParams;
  const process = await readProcess(ctx, uuid).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const versions = await processVersions(ctx, process.name, process.version);
  const own = versions.find((version) => version.uuid === process.uuid);
  const asked = valuesOf(given.view)[0];
  const view = PROCESS_VIEWS.find((one) => one === asked) ?? 'experiments';
  const typical = own ? typicalSeconds(own) : null;
  const latest = versions[0]?.version ?? process.version;
  return (
    <div className="space-y-5">
      <Follow kinds={['experiment']} />
      <PageHeader
        title={<span className="line-clamp-3 wrap-anywhere">{process.name}</span>}
        crumbs={[{ label: 'Processes', href: `/${slug}/processes` }]}
        description={`Version ${process.version}${
          process.version === latest ? (latest === 1 ? '' : ', the latest') : ` of ${latest}`
        }, registered ${labTimeText(process.created_at, timeZone)} by ${process.created_by}.`}
        actions={
          versions.length > 1 ? (
            <VersionMenu
              label="Version"
              present={process.version}
              timeZone={timeZone}
              versions={versions.map((version) => ({
                version: version.version,
                createdAt: version.created_at,
                href: processHref(slug, version.uuid, { view }),
              }))}
            />
          ) : null
        }
      />
      <StatRow>
        <Stat label="Experiments" value={(own?.experiments ?? 0).toLocaleString('en')} />
        <Stat
          label="Running"
          value={(own?.running ?? 0).toLocaleString('en')}
          tone={own && own.running > 0 ? 'info' : 'neutral'}
        />
        <Stat
          label="Typical duration"
          value={typical === null ? null : durationText(typical / 60)}
          {...(own && typical !== null
            ? { n: own.seconds.length, nLabel: 'finished', few: FEW }
            : {})}
          none="none has finished"
        />
        <Stat label="Versions" value={latest.toLocaleString('en')} />
      </StatRow>
      <LinkTabs
        label="Views of this version"
        tabs={PROCESS_VIEWS.map((one) => ({
          href: processHref(slug, process.uuid, { view: one }),
          label: VIEW_LABELS[one],
          current: one === view,
        }))}
      />
      {view === 'experiments' ? (
        <ExperimentsView
          ctx={ctx}
          process={process}
          versions={versions}
          cursor={valuesOf(given.cursor)[0]}
        />
      ) : view === 'source' ? (
        <SourceCard process={process} />
      ) : (
        <ChangesView
          ctx={ctx}
          process={process}
          versions={versions}
          against={valuesOf(given.against)[0]}
        />
      )}
    </div>
  );
}
