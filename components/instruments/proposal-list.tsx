import { deviceHref } from '@/components/containers/addresses';
import { specimenHref } from '@/components/specimens/addresses';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { StateBadge } from '@/components/ui/state-badge';
import type { Proposal } from '@/lib/instruments/proposals/contract';
import { messageHref } from './addresses';
import { ProposalSheet, type ProposalAction } from './proposal-sheet';
import { END_WORDS, proposalTitle, statusOfAll } from './proposal-words';
import { ProposedValues } from './proposed-values';

export type ProposalContext = {
  labSlug: string;
  timeZone: string;
  stateLabels: ReadonlyMap<string, string>;
  /** What the lab rejects for. */
  reasons: readonly { value: string; label: string }[];
  /** Absent for those who may not decide. */
  take: ProposalAction | null;
  dismiss: ProposalAction | null;
};

/** What instruments proposed, one below the other: for what, the old beside the new, and what to do. */
export function ProposalList({
  label,
  proposals,
  context,
}: {
  label: string;
  proposals: readonly Proposal[];
  context: ProposalContext;
}) {
  return (
    <ul aria-label={label} className="divide-y">
      {proposals.map((proposal) => (
        <li
          key={proposal.id}
          className="grid grid-cols-[minmax(0,1fr)] gap-x-5 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_auto]"
        >
          <div className="min-w-0 space-y-2">
            <Heading proposal={proposal} context={context} />
            <What proposal={proposal} />
            <Ended proposal={proposal} timeZone={context.timeZone} />
          </div>
          <Decide proposal={proposal} context={context} />
        </li>
      ))}
    </ul>
  );
}

function Heading({
  proposal,
  context: { labSlug, timeZone, stateLabels },
}: {
  proposal: Proposal;
  context: ProposalContext;
}) {
  const { specimen_id: number, state, device, message, at } = proposal;
  const status = statusOfAll(proposal);
  const tap = 'max-md:-my-1 max-md:py-1';
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink
          href={specimenHref(labSlug, number)}
          className={`font-mono text-base font-medium break-all ${tap}`}
        >
          {number}
        </TextLink>
        <span className="font-medium">
          {proposalTitle(proposal)}
          {status === null ? null : <span className="text-muted">, {status}</span>}
        </span>
        <StateBadge state={state} label={stateLabels.get(state)} />
      </p>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-dense text-muted max-md:gap-y-2">
        <span>
          from{' '}
          <TextLink href={deviceHref(labSlug, device)} className={tap}>
            {device}
          </TextLink>
        </span>
        <LabTime time={at} timeZone={timeZone} />
        <TextLink href={messageHref(labSlug, message)} className={tap}>
          The message
        </TextLink>
      </p>
    </>
  );
}

function What({ proposal }: { proposal: Proposal }) {
  if (proposal.kind === 'results') return <ProposedValues proposal={proposal} />;
  const { rejection } = proposal;
  if (rejection === null) return null;
  return (
    <p className="text-sm">
      The instrument saw{' '}
      <strong className="font-semibold">{rejection.name ?? `reason ${rejection.code}`}</strong>
      {rejection.name === null ? (
        <span className="text-muted">, which this lab has no word for</span>
      ) : (
        <span className="text-muted"> ({rejection.code})</span>
      )}
      .
    </p>
  );
}

function Ended({ proposal: { ended }, timeZone }: { proposal: Proposal; timeZone: string }) {
  if (ended === null) return null;
  const { label, tone } = END_WORDS[ended.as];
  return (
    <p className="text-dense wrap-anywhere">
      <Badge tone={tone}>{label}</Badge> {ended.reason}{' '}
      <span className="text-muted">
        · {ended.by} · <LabTime time={ended.at} timeZone={timeZone} />
      </span>
    </p>
  );
}

function Decide({
  proposal,
  context: { labSlug, reasons, take, dismiss },
}: {
  proposal: Proposal;
  context: ProposalContext;
}) {
  if (proposal.ended !== null || take === null || dismiss === null) return null;
  const shared = { proposal, labSlug, children: <What proposal={proposal} /> };
  return (
    <div className="flex gap-2 md:items-start">
      <ProposalSheet {...shared} does="take" action={take} reasons={reasons} />
      <ProposalSheet {...shared} does="dismiss" action={dismiss} />
    </div>
  );
}
