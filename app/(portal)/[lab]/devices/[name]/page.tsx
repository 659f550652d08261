import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { z } from 'zod';
import { deviceHref } from '@/components/containers/addresses';
import { CertificateFacts } from '@/components/devices/certificate-facts';
import { DevicePositions } from '@/components/devices/device-positions';
import { DeviceState } from '@/components/devices/device-state';
import { DowntimeList } from '@/components/devices/downtime-list';
import { PlanDowntime } from '@/components/devices/plan-downtime';
import { ClearState, RecordState } from '@/components/devices/record-state';
import { StateChanges } from '@/components/devices/state-changes';
import { connectHref, inboxHref } from '@/components/instruments/addresses';
import { Follow } from '@/components/live/follow';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ChartSkeleton, StatRowSkeleton } from '@/components/ui/skeleton';
import { listPositions } from '@/lib/containers/places/list-positions';
import { readCertificate } from '@/lib/devices/certificates/change-certificate';
import { listDowntimes } from '@/lib/devices/downtimes/list-downtimes';
import { readDevice } from '@/lib/devices/read-device';
import { stateTable } from '@/lib/devices/states/change-state-table';
import { listStateChanges } from '@/lib/devices/states/list-state-changes';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { changedQuery, valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { cancelDowntimeAction, planDowntimeAction, recordStateAction } from './actions';
import { StepsOfDevice } from './steps-of-device';

type Props = {
  params: Promise<{ lab: string; name: string }>;
  searchParams: Promise<GivenParams>;
};

/** So many of what was last said of it. */
const CHANGES = 6;
/** … and of its planned downtimes, the latest. */
const DOWNTIMES = 8;

/** The name in the address. */
async function nameOf({ params }: Pick<Props, 'params'>): Promise<string> {
  const { name } = await params;
  try {
    return parseInput(z.string(), decodeURIComponent(name));
  } catch {
    notFound();
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await nameOf(props) };
}

/** All the page shows but steps; a name this lab does not have is not found. */
async function load(labSlug: string, name: string) {
  const ctx = await pageCtx(labSlug, 'platform.read');
  try {
    const [device, states, certificate, positions, table, downtimes] = await Promise.all([
      readDevice(ctx, name),
      listStateChanges(ctx, name, { limit: CHANGES }),
      readCertificate(ctx, name),
      listPositions(ctx, name),
      stateTable(ctx),
      listDowntimes(ctx, name, { limit: DOWNTIMES }),
    ]);
    return { ctx, device, states, certificate, positions, table, downtimes: downtimes.data };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function DevicePage(props: Props) {
  const [{ lab: slug }, name, search] = await Promise.all([
    props.params,
    nameOf(props),
    props.searchParams,
  ]);
  const { ctx, device, states, certificate, positions, table, downtimes } = await load(slug, name);
  const { timeZone } = ctx.lab;
  const [fct] = valuesOf(search.fct);
  const mayRecord = device.active && actorMay(ctx.actor, 'device_states.write');
  const mayPlan = actorMay(ctx.actor, 'downtimes.write');
  const shared = { labSlug: slug, device: device.name, action: recordStateAction };
  const taken = positions.filter(({ empty }) => !empty).length;
  return (
    <div className="space-y-5">
      <Follow kinds={['device', 'container']} />
      <PageHeader
        crumbs={[{ label: 'Instruments', href: `/${slug}/instruments` }]}
        title={device.name}
        description={device.type}
        actions={
          <>
            <LinkButton href={inboxHref(slug, { device: device.name })}>Inbox</LinkButton>
            <LinkButton href={connectHref(slug, device.name)}>Connection</LinkButton>
            {mayRecord ? (
              <>
                {states.now?.held ? <ClearState {...shared} /> : null}
                <RecordState {...shared} timeZone={timeZone} meanings={table.meanings} />
              </>
            ) : null}
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card
          title="State"
          actions={
            <TextLink
              href={`/${slug}/instruments/rows${changedQuery({ which: 'stretches', device: device.name })}`}
            >
              Timeline
            </TextLink>
          }
        >
          <DeviceState now={states.now} timeZone={timeZone} />
          {states.data.length > 0 ? (
            <div className="mt-4 border-t pt-4">
              <h3 className="mb-2 text-dense font-medium text-muted">Said last</h3>
              <StateChanges device={device.name} changes={states.data} timeZone={timeZone} />
            </div>
          ) : null}
        </Card>
        <div className="space-y-5">
          <Card
            title="Planned downtime"
            actions={
              mayPlan && device.active ? (
                <PlanDowntime
                  labSlug={slug}
                  device={device.name}
                  timeZone={timeZone}
                  action={planDowntimeAction}
                />
              ) : undefined
            }
          >
            <DowntimeList
              downtimes={downtimes}
              labSlug={slug}
              device={device.name}
              timeZone={timeZone}
              cancel={mayPlan ? cancelDowntimeAction : undefined}
            />
          </Card>
          <Card title="Facts">
            <DescriptionList
              items={[
                {
                  label: 'Positions',
                  value: device.slots === 0 ? 'none' : device.slots.toLocaleString('en'),
                },
                {
                  label: 'Heartbeat',
                  value:
                    device.heartbeat_seconds === null
                      ? 'not expected'
                      : `every ${device.heartbeat_seconds.toLocaleString('en')} s`,
                },
                ...(device.active
                  ? []
                  : [{ label: 'In use', value: <Badge tone="neutral">Retired</Badge> }]),
              ]}
            />
            <h3 className="mt-4 mb-1.5 text-dense font-medium text-muted">Server certificate</h3>
            <CertificateFacts certificate={certificate} now={ctx.now} timeZone={timeZone} />
          </Card>
        </div>
      </div>
      <Card
        title="Positions"
        description={
          positions.length === 0
            ? undefined
            : `${taken.toLocaleString('en')} of ${positions.length.toLocaleString('en')} taken, ${(positions.length - taken).toLocaleString('en')} free`
        }
        actions={
          positions.length === 0 ? undefined : <TextLink href={`/${slug}/deck`}>Deck</TextLink>
        }
      >
        {positions.length === 0 ? (
          <EmptyState
            title="No positions"
            actions={
              actorMay(ctx.actor, 'platform.write') ? (
                <LinkButton href={`/${slug}/admin/devices`}>Devices</LinkButton>
              ) : undefined
            }
          >
            Nothing can stand on this device until it is given positions.
          </EmptyState>
        ) : (
          <DevicePositions positions={positions} labSlug={slug} />
        )}
      </Card>
      {/* Streamed, so that a device that is not there is a 404 before anything is drawn. */}
      <Suspense
        fallback={
          <>
            <StatRowSkeleton count={5} />
            <div className="grid gap-5 xl:grid-cols-2">
              <ChartSkeleton />
              <ChartSkeleton />
            </div>
          </>
        }
      >
        <StepsOfDevice
          ctx={ctx}
          device={device.name}
          fct={fct}
          path={deviceHref(slug, device.name)}
        />
      </Suspense>
    </div>
  );
}
