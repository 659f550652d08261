import type { ReactNode } from 'react';
import { specimenHref } from '@/components/specimens/addresses';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PriorityBadge } from '@/components/ui/priority-badge';
import type { Critical } from '@/lib/results/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { AttemptList } from './attempt-list';
import { CallSheet } from './call-sheet';
import { CloseSheet } from './close-sheet';
import { CLOSING_WORDS } from './critical-words';
import type { CriticalAction } from './critical-sheet';
import { CriticalValue } from './critical-value';
import { WaitingClock } from './waiting-clock';
import { LisLink } from '@/components/specimens/lis-link';

export type CriticalContext = {
  labSlug: string;
  timeZone: string;
  /** Within how many minutes this lab wants one handled. */
  limitMinutes: number;
  /** What the reader may do; absent for what they may not. */
  call: CriticalAction | null;
  close: CriticalAction | null;
};

/** Criticals, one below the other: what, whose, how long, who was told, and what to do. */
export function CriticalList({
  label,
  criticals,
  context,
}: {
  label: string;
  criticals: readonly Critical[];
  context: CriticalContext;
}) {
  return (
    <ul aria-label={label} className="divide-y">
      {criticals.map((critical) => (
        <li
          key={critical.id}
          className="grid gap-x-5 gap-y-3 px-4 py-4 md:grid-cols-[6.5rem_minmax(0,1fr)_auto]"
        >
          <div className="flex items-start justify-between gap-3 md:block">
            <Time critical={critical} limitMinutes={context.limitMinutes} />
            <span className="md:hidden">
              <PriorityBadge priority={critical.priority} />
            </span>
          </div>
          <div className="min-w-0 space-y-2">
            <CriticalValue critical={critical} />
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-dense">
              <TextLink
                href={specimenHref(context.labSlug, critical.specimen_id)}
                className="font-mono break-all max-md:-my-2.5 max-md:py-2.5"
              >
                {critical.specimen_id}
              </TextLink>
              <LisLink number={critical.specimen_id} />
              <span title={critical.assay_name}>{critical.assay}</span>
              <span className="font-medium">{critical.location ?? 'Location unknown'}</span>
              <span className="max-md:hidden">
                <PriorityBadge priority={critical.priority} />
              </span>
              <span className="text-muted">
                since <LabTime time={critical.available_at} timeZone={context.timeZone} />
              </span>
            </p>
            <AttemptList attempts={critical.attempts} timeZone={context.timeZone} />
            <Closing critical={critical} timeZone={context.timeZone} />
          </div>
          {critical.closed_as === null ? <Acts critical={critical} context={context} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Time({ critical, limitMinutes }: { critical: Critical; limitMinutes: number }): ReactNode {
  const { closed_as: as, waiting_minutes: minutes, overdue } = critical;
  if (as === null) return <WaitingClock waitingMinutes={minutes} limitMinutes={limitMinutes} />;
  const { label, tone } = CLOSING_WORDS[as];
  return (
    <div className="space-y-1">
      <Badge tone={tone}>{label}</Badge>
      <p className={overdue ? 'text-dense font-medium text-danger' : 'text-dense text-muted'}>
        {durationText(minutes)}
        {overdue ? <span className="block text-2xs">over {limitMinutes} min</span> : null}
      </p>
    </div>
  );
}

function Closing({ critical, timeZone }: { critical: Critical; timeZone: string }) {
  const { closed_as: as, close_reason: reason, escalated_to: to } = critical;
  if (as === null || as === 'CONFIRMED') return null;
  return (
    <p className="text-dense">
      {reason}
      {to ? `, passed on to ${to}` : ''}{' '}
      <span className="text-muted">
        · {critical.closed_by} · <LabTime time={critical.closed_at} timeZone={timeZone} />
      </span>
    </p>
  );
}

function Acts({ critical, context }: { critical: Critical; context: CriticalContext }) {
  const { labSlug, call, close } = context;
  if (!call && !close) return null;
  return (
    <div className="flex gap-2 md:items-start">
      {call ? (
        <CallSheet
          critical={critical}
          labSlug={labSlug}
          action={call}
          size="lg"
          className="max-md:grow"
        />
      ) : null}
      {close ? <CloseSheet critical={critical} labSlug={labSlug} action={close} size="lg" /> : null}
    </div>
  );
}
