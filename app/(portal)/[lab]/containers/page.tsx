import type { Metadata } from 'next';
import { Grid3x3 } from 'lucide-react';
import { ScanGuard } from '@/components/bench/scan-guard';
import { ContainerTable } from '@/components/containers/container-table';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Input, Select } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { containerFacts } from '@/lib/containers/container-facts';
import { ContainerListQuery } from '@/lib/containers/contract';
import { listContainers } from '@/lib/containers/list-containers';
import { listDevices } from '@/lib/devices/list-devices';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import {
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';

export const metadata: Metadata = { title: 'Containers' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const FILTERS = ['q', 'specimen', 'device', 'removed'] as const;
const LABELS: Record<(typeof FILTERS)[number], string> = {
  q: 'Barcode or name',
  specimen: 'Specimen',
  device: 'Device',
  removed: 'Show',
};

export default async function ContainersPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/containers`;
  const address = readPageAddress([...FILTERS, 'cursor'], await searchParams);
  const value = (name: (typeof FILTERS)[number] | 'cursor') => address[name][0];
  const given = Object.fromEntries(
    [...FILTERS, 'cursor' as const].flatMap((name) => {
      const text = value(name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const [answer, { data: devices }] = await Promise.all([
    found(async () => listContainers(ctx, parseInput(ContainerListQuery, given))),
    listDevices(ctx, namedListQueryOf({ limit: 500, active: 'true' })),
  ]);
  const containers = answer.ok ? answer.data.data : [];
  const nextCursor = answer.ok ? answer.data.next_cursor : null;
  const facts = await containerFacts(
    ctx,
    containers.map(({ id }) => id),
  );
  const active = filterChips(path, address, FILTERS, (name) => ({
    label: LABELS[name],
    value: (text) => (name === 'removed' ? (text === 'true' ? 'removed' : 'present') : text),
  }));
  const standing = devices.filter(({ slots }) => slots > 0);
  return (
    <div className="space-y-5">
      <Follow kinds={['container']} />
      <ScanGuard list find={`${path}/+find`} />
      <PageHeader
        title="Containers"
        description="Plates, tubes and racks of the platform: where each stands and what is in it."
        actions={
          <LinkButton href={`/${slug}/deck`} icon={<Grid3x3 aria-hidden="true" />}>
            Deck
          </LinkButton>
        }
      />
      <FilterBar
        lead={
          <Field label="Barcode or name" name="q">
            <SearchInput
              key={value('q') ?? ''}
              label="Barcode or name, or how it begins"
              placeholder="How it begins"
              defaultValue={value('q')}
            />
          </Field>
        }
        active={active}
        resetHref={path}
      >
        <Field label="Specimen in it" name="specimen" key={`s ${value('specimen')}`}>
          <Input
            code
            maxLength={64}
            autoComplete="off"
            placeholder="Its full number"
            defaultValue={value('specimen')}
          />
        </Field>
        <Field label="Device" name="device" key={`d ${value('device')}`} className="md:max-w-48">
          <Select
            placeholder="Any"
            options={standing.map(({ name }) => ({ value: name, label: name }))}
            defaultValue={value('device') ?? ''}
          />
        </Field>
        <Field label="Show" name="removed" key={`r ${value('removed')}`}>
          <Select
            placeholder="Present"
            options={[{ value: 'true', label: 'Removed' }]}
            defaultValue={value('removed') === 'true' ? 'true' : ''}
          />
        </Field>
      </FilterBar>
      <ListBody
        outcome={answer.ok ? { ok: true, rows: containers } : answer}
        filtered={active.length > 0}
        resetHref={path}
        none={
          <EmptyState title="No containers yet">
            The orchestrator adds plates and tubes as it puts them on the platform. A tube that is
            put in a rack or a fridge by hand is added on the page of its specimen.
          </EmptyState>
        }
        summary={
          nextCursor || value('cursor')
            ? `${containers.length} on this page`
            : `${containers.length} container${containers.length === 1 ? '' : 's'}`
        }
        previousHref={value('cursor') === undefined ? null : pageHref(path, address)}
        nextHref={nextCursor === null ? null : pageHref(path, address, { cursor: nextCursor })}
      >
        <ContainerTable labSlug={slug} timeZone={timeZone} containers={containers} facts={facts} />
      </ListBody>
    </div>
  );
}
