import { processHref } from '@/components/processes/addresses';
import { SourceChanges } from '@/components/processes/source-changes';
import { VersionMenu } from '@/components/processes/version-menu';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { Ctx } from '@/lib/platform/context';
import { compareSources, firstLines } from '@/lib/processes/compare-sources';
import type { ProcessWithSource } from '@/lib/processes/contract';
import type { ProcessVersion } from '@/lib/processes/process-versions';
import { readProcess } from '@/lib/processes/read-process';

/** More lines than that nobody reads, and a phone cannot scroll. */
const LINES_AT_MOST = 1_000;

/** The version that is compared with: the one asked for by its number, else the one before. */
function otherVersion(
  versions: readonly ProcessVersion[],
  present: number,
  against: string | undefined,
): ProcessVersion | undefined {
  const others = versions.filter(({ version }) => version !== present);
  return (
    others.find(({ version }) => String(version) === against) ??
    others.find(({ version }) => version < present)
  );
}

/** What this version changed, against the one before or another. */
export async function ChangesView({
  ctx,
  process,
  versions,
  against,
}: {
  ctx: Ctx;
  process: ProcessWithSource;
  versions: readonly ProcessVersion[];
  against: string | undefined;
}) {
  const { slug, timeZone } = ctx.lab;
  const chosen = otherVersion(versions, process.version, against);
  const others = versions.filter(({ version }) => version !== process.version);
  const menu = (
    <VersionMenu
      label={chosen ? 'Compared with version' : 'Compare with version'}
      present={chosen?.version ?? null}
      timeZone={timeZone}
      versions={others.map((other) => ({
        version: other.version,
        createdAt: other.created_at,
        href: processHref(slug, process.uuid, { view: 'changes', against: other.version }),
      }))}
    />
  );
  if (!chosen) {
    return (
      <Card>
        <EmptyState title="This is the first version" actions={others.length > 0 ? menu : null}>
          There is nothing before it to compare it with.
        </EmptyState>
      </Card>
    );
  }
  const other = await readProcess(ctx, chosen.uuid);
  const [older, newer] = chosen.version < process.version ? [other, process] : [process, other];
  const comparison = compareSources(older.source, newer.source);
  const { added, removed, coarse } = comparison;
  return (
    <Card
      flush
      title={`From version ${older.version} to version ${newer.version}`}
      description={
        <>
          <span className="text-positive">+{added.toLocaleString('en')}</span>{' '}
          <span className="text-danger">−{removed.toLocaleString('en')}</span> lines
          {coarse ? '. The two are too different to compare line by line.' : null}
        </>
      }
      actions={menu}
    >
      <SourceChanges
        {...firstLines(comparison, LINES_AT_MOST)}
        label={`Changes from version ${older.version} to version ${newer.version}`}
      />
    </Card>
  );
}
