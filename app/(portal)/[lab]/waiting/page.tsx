import type { Metadata } from 'next';
import { ProposalList, type ProposalContext } from '@/components/instruments/proposal-list';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { listDevices } from '@/lib/devices/list-devices';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { PROPOSAL_KINDS, ProposalsQuery } from '@/lib/instruments/proposals/contract';
import { countOpenProposals, listProposals } from '@/lib/instruments/proposals/list-proposals';
import { actorMay } from '@/lib/platform/access/permissions';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import {
  changedQuery,
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { actionOptions } from '@/lib/specimens/transitions/action-options';
import { dismissProposalAction, takeProposalAction } from './actions';

export const metadata: Metadata = { title: 'Waiting' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const FILTERS = ['kind', 'device', 'specimen'] as const;
const PARAMETERS = ['status', ...FILTERS, 'cursor'] as const;
const LABELS = { kind: 'Kind', device: 'Device', specimen: 'Specimen' };
const KIND_LABELS: Record<(typeof PROPOSAL_KINDS)[number], string> = {
  results: 'Results',
  rejection: 'Rejections',
};
/** Each row may be a table of its own. */
const PAGE_ROWS = '25';

export default async function WaitingPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/waiting`;
  const address = readPageAddress(PARAMETERS, await searchParams);
  const [status, kind, device, specimen, cursor] = PARAMETERS.map((name) => address[name][0]);
  const isEnded = status === 'ended';
  const given = { status, kind, device, specimen_id: specimen, cursor, limit: PAGE_ROWS };
  const [answer, open, { data: devices }, options] = await Promise.all([
    found(() => listProposals(ctx, parseInput(ProposalsQuery, given))),
    countOpenProposals(ctx),
    listDevices(ctx, namedListQueryOf({ limit: 500 })),
    actionOptions(ctx),
  ]);
  const proposals = answer.ok ? answer.data.data : [];
  const nextCursor = answer.ok ? answer.data.nextCursor : null;
  const mayDecide = actorMay(ctx.actor, 'proposals.write');
  const context: ProposalContext = {
    labSlug: slug,
    timeZone,
    stateLabels: new Map(options.states.map(({ key, label }) => [key, label])),
    reasons: options.rejectionReasons.flatMap((group) => group.options),
    take: mayDecide ? takeProposalAction : null,
    dismiss: mayDecide ? dismissProposalAction : null,
  };
  const kept: Record<string, string> = isEnded ? { status: 'ended' } : {};
  const active = filterChips(path, address, FILTERS, (name) => ({
    label: LABELS[name],
    value: (text) => {
      const known = name === 'kind' && PROPOSAL_KINDS.find((one) => one === text);
      return known ? KIND_LABELS[known] : text;
    },
  }));
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen', 'device']} />
      <PageHeader
        title="Waiting"
        description={`What instruments say and only a person may do: results for tests that were verified already, and reasons to reject.${mayDecide ? '' : ' Deciding takes a supervisor.'}`}
      />
      <LinkTabs
        label="Waiting"
        tabs={[
          {
            href: pageHref(path, address, { status: null }),
            label: 'Open',
            current: !isEnded,
            count: open,
          },
          {
            href: pageHref(path, address, { status: 'ended' }),
            label: 'Decided',
            current: isEnded,
          },
        ]}
      />
      <FilterBar
        action={path}
        hidden={kept}
        lead={
          <Field label="Specimen" name="specimen">
            <SearchInput
              key={specimen ?? ''}
              name="specimen"
              label="Number of the specimen"
              placeholder="Whole number"
              defaultValue={specimen}
            />
          </Field>
        }
        active={active}
        resetHref={path + changedQuery(kept)}
      >
        <Field label="Kind" name="kind" key={`k ${kind}`}>
          <Select
            placeholder="Any"
            options={PROPOSAL_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
            defaultValue={kind ?? ''}
          />
        </Field>
        <Field label="Device" name="device" key={`d ${device}`} className="md:max-w-48">
          <Select
            placeholder="Any"
            options={devices.map(({ name }) => ({ value: name, label: name }))}
            defaultValue={device ?? ''}
          />
        </Field>
      </FilterBar>
      <ListBody
        outcome={answer.ok ? { ok: true, rows: proposals } : answer}
        filtered={active.length > 0}
        resetHref={path + changedQuery(kept)}
        none={
          <EmptyState title={isEnded ? 'Nothing has been decided yet' : 'Nothing waits'}>
            {isEnded
              ? 'What was taken or dismissed is kept here, with who decided and why.'
              : 'When an instrument sends other results for a test that was verified or published, or sees a reason to reject a specimen, it stands here until a supervisor decides.'}
          </EmptyState>
        }
        summary={
          nextCursor || cursor ? `${proposals.length} on this page` : `${proposals.length} in all`
        }
        previousHref={cursor === undefined ? null : pageHref(path, address)}
        nextHref={nextCursor === null ? null : pageHref(path, address, { cursor: nextCursor })}
      >
        <ProposalList
          label={isEnded ? 'Decided' : 'Open, the oldest first'}
          proposals={proposals}
          context={context}
        />
      </ListBody>
    </div>
  );
}
