import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MapPin } from 'lucide-react';
import { cache } from 'react';
import { z } from 'zod';
import { ScanGuard } from '@/components/bench/scan-guard';
import { containerHref, deckFindHref } from '@/components/containers/addresses';
import { ConflictNotice } from '@/components/containers/conflict-notice';
import { ContainerTimeline } from '@/components/containers/container-timeline';
import { CorrectPlaceButton } from '@/components/containers/correct-place-button';
import { PlaceLink } from '@/components/containers/place-link';
import { StepTable } from '@/components/containers/step-table';
import { Follow } from '@/components/live/follow';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { containerFacts } from '@/lib/containers/container-facts';
import { containerHistory } from '@/lib/containers/moves/container-history';
import { readConflicts } from '@/lib/containers/deck/read-conflicts';
import { readContainer } from '@/lib/containers/read-container';
import { listDevices } from '@/lib/devices/list-devices';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import {
  changedQuery,
  givenParams,
  valuesOf,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { listSteps } from '@/lib/processes/steps/list-steps';
import { correctPlaceAction, dismissAction, reconcileAction } from '../../deck/actions';
import { Contents } from './contents';

type Props = {
  params: Promise<{ lab: string; container: string }>;
  searchParams: Promise<GivenParams>;
};

const HISTORY_ROWS = 25;
const STEP_ROWS = 20;

const load = cache(async (labSlug: string, ref: string) => {
  const ctx = await pageCtx(labSlug, 'platform.read');
  return { ctx, container: await orNotFound(() => readContainer(ctx, textOf(ref))) };
});

const Ref = z.string().max(200);

const textOf = (ref: string) => parseInput(Ref, decodeURIComponent(ref));

/** What an address asks for that is not there, or a page that no list gave, is not found. */
async function orNotFound<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === 'not_found' || code === 'invalid' || error instanceof URIError) notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lab, container: ref } = await params;
  const { container } = await load(lab, ref);
  return { title: container.barcode ?? container.name };
}

export default async function ContainerPage({ params, searchParams }: Props) {
  const { lab, container: ref } = await params;
  const { ctx, container } = await load(lab, ref);
  const given = givenParams(await searchParams);
  const { slug, timeZone } = ctx.lab;
  const { id, name, barcode, device, position } = container;
  const place = device === null || position === null ? null : { device, position };
  const mayCorrect = actorMay(ctx.actor, 'places.correct');
  const [facts, { conflicts }, devices] = await Promise.all([
    containerFacts(ctx, [id]).then((found) => found.get(id)),
    readConflicts(ctx, { containerId: id }),
    mayCorrect && place ? listDevices(ctx, namedListQueryOf({ limit: 500, active: 'true' })) : null,
  ]);
  return (
    <div className="space-y-5">
      <Follow kinds={['container']} entity={id} />
      <ScanGuard find={`/${slug}/containers/+find`} />
      <PageHeader
        crumbs={[{ label: 'Containers', href: `/${slug}/containers` }]}
        title={
          <span className="inline-flex flex-wrap items-center gap-x-2.5">
            <span className="break-words">{name}</span>
            {barcode === null || barcode === name ? null : (
              <span className="font-mono text-lg font-medium break-all text-ink-soft">
                {barcode}
              </span>
            )}
            {barcode === null ? null : (
              <span className="print:hidden">
                <CopyButton value={barcode} label="Copy the barcode" />
              </span>
            )}
          </span>
        }
        actions={
          place ? (
            <>
              <LinkButton
                href={deckFindHref(slug, barcode ?? id)}
                icon={<MapPin aria-hidden="true" />}
              >
                Show on the deck
              </LinkButton>
              {devices ? (
                <CorrectPlaceButton
                  labSlug={slug}
                  container={{ id, name, barcode }}
                  place={place}
                  devices={devices.data.filter(({ slots }) => slots > 0)}
                  action={correctPlaceAction}
                />
              ) : null}
            </>
          ) : null
        }
      />
      {container.removed ? (
        <Alert tone="info" title="Removed from the platform">
          <LabTime time={facts?.removed_at ?? null} timeZone={timeZone} />. What follows is how it
          was when it left.
        </Alert>
      ) : null}
      {conflicts.map((conflict) => (
        <ConflictNotice
          key={conflict.id}
          labSlug={slug}
          timeZone={timeZone}
          conflict={conflict}
          actions={mayCorrect ? { reconcile: reconcileAction, dismiss: dismissAction } : null}
        />
      ))}
      <Card>
        <DescriptionList
          columns={3}
          items={[
            {
              label: 'Place',
              value: place ? <PlaceLink labSlug={slug} place={place} /> : 'Removed',
            },
            {
              label: place ? 'There since' : 'Removed',
              value: (
                <LabTime time={facts?.since ?? facts?.removed_at ?? null} timeZone={timeZone} />
              ),
            },
            {
              label: 'Barcode',
              value:
                barcode === null ? (
                  <span className="text-muted">Not read yet</span>
                ) : (
                  <span className="font-mono break-all">{barcode}</span>
                ),
            },
            { label: 'Filled', value: container.filled ? 'Yes' : 'No' },
            {
              label: 'Lid',
              value: container.lidded ? (
                'On it'
              ) : container.lid_site ? (
                <PlaceLink labSlug={slug} place={container.lid_site} />
              ) : (
                'None'
              ),
            },
            {
              label: 'Began at',
              value: `${container.start_device}, position ${container.start_position}`,
            },
            ...(container.labware_uuid === null
              ? []
              : [
                  {
                    label: 'Labware',
                    value: <span className="font-mono text-xs">{container.labware_uuid}</span>,
                  },
                ]),
          ]}
        />
      </Card>
      <Contents ctx={ctx} container={container} />
      <div className="grid items-start gap-5 xl:grid-cols-[2fr_3fr]">
        <History ctx={ctx} id={id} given={given} />
        <Steps ctx={ctx} id={id} given={given} />
      </div>
    </div>
  );
}

type Part = { ctx: PageCtx; id: string; given: GivenParams };

/** The addresses of the pages beside this one, in one part of the page. */
function pagesOf({ ctx, id, given }: Part, name: 'history' | 'steps', next: string | null) {
  const here = containerHref(ctx.lab.slug, id);
  const [cursor] = valuesOf(given[name]);
  const to = (value: string | null) => `${here}${changedQuery(given, { [name]: value })}#${name}`;
  const nextHref = next === null ? null : to(next);
  return { cursor, pages: { previousHref: cursor === undefined ? null : to(null), nextHref } };
}

async function History(part: Part) {
  const { ctx, id } = part;
  const [cursor] = valuesOf(part.given.history);
  const { data, next_cursor: next } = await orNotFound(() =>
    containerHistory(ctx, id, {
      limit: HISTORY_ROWS,
      newestFirst: true,
      ...(cursor && { cursor }),
    }),
  );
  const { pages } = pagesOf(part, 'history', next);
  return (
    <div id="history" className="min-w-0">
      <Card
        title="Where it has been"
        actions={
          actorMay(ctx.actor, 'audit.read') ? (
            <TextLink href={`/${ctx.lab.slug}/audit?entity_id=${id}`} className="print:hidden">
              Audit trail
            </TextLink>
          ) : null
        }
      >
        <ContainerTimeline entries={data} timeZone={ctx.lab.timeZone} />
        {pages.previousHref || pages.nextHref ? (
          <Pagination
            label="Pages of the history"
            className="-mx-4 mt-4 -mb-4 border-t"
            summary={`${data.length} on this page`}
            {...pages}
          />
        ) : null}
      </Card>
    </div>
  );
}

async function Steps(part: Part) {
  const { ctx, id } = part;
  const [cursor] = valuesOf(part.given.steps);
  const { data, next_cursor: next } = await orNotFound(() =>
    listSteps(ctx, { limit: STEP_ROWS, container: id, ...(cursor && { cursor }) }),
  );
  const { pages } = pagesOf(part, 'steps', next);
  return (
    <div id="steps" className="min-w-0">
      <Card title="Steps" flush>
        {data.length === 0 ? (
          <EmptyState title="No steps yet">No step has told that it worked on it.</EmptyState>
        ) : (
          <>
            <StepTable labSlug={ctx.lab.slug} timeZone={ctx.lab.timeZone} steps={data} />
            {pages.previousHref || pages.nextHref ? (
              <Pagination
                label="Pages of the steps"
                className="border-t"
                summary={`${data.length} on this page`}
                {...pages}
              />
            ) : null}
          </>
        )}
      </Card>
    </div>
  );
}
