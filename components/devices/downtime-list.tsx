'use client';

import { useRouter } from 'next/navigation';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LabTime, labTimeText } from '@/components/ui/lab-time';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { Downtime } from '@/lib/devices/downtimes/contract';
import type { ActionResult } from '@/lib/entry/action-result';

type Cancel = (labSlug: string, input: unknown) => Promise<ActionResult<Downtime>>;

const STATES = {
  running: { label: 'Now', tone: 'info' },
  planned: { label: 'Planned', tone: 'info' },
  over: { label: 'Over', tone: 'neutral' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
} as const;

/** Those to come and the one that runs, the next first; then what was, the latest first. */
function inOrder(downtimes: readonly Downtime[]): Downtime[] {
  const isAhead = ({ state }: Downtime) => state === 'running' || state === 'planned';
  const ahead = downtimes.filter(isAhead);
  const past = downtimes.filter((one) => !isAhead(one));
  return [...ahead.toSorted((a, b) => a.starts_at.localeCompare(b.starts_at)), ...past];
}

/** The planned downtimes of a device, each that is not over with the way to cancel it. */
export function DowntimeList({
  downtimes,
  labSlug,
  device,
  timeZone,
  cancel,
}: {
  downtimes: readonly Downtime[];
  labSlug: string;
  device: string;
  timeZone: string;
  /** Left out for those who may not. */
  cancel?: Cancel;
}) {
  if (downtimes.length === 0) {
    return (
      <p className="text-dense text-muted">
        None. A stop that is planned here is not held against the device’s uptime.
      </p>
    );
  }
  return (
    <ul aria-label="Planned downtimes" className="divide-y text-dense">
      {inOrder(downtimes).map((one) => {
        const { id, starts_at, ends_at, reason, state, by, cancelled } = one;
        const isAhead = state === 'running' || state === 'planned';
        // Cancelled while it ran, it ended then.
        const end = cancelled !== null && state === 'over' ? cancelled.at : ends_at;
        return (
          <li key={id} className="flex items-start gap-3 py-2.5 first:pt-0 last:pb-0">
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
                <span className={state === 'cancelled' ? 'text-muted line-through' : undefined}>
                  <LabTime time={starts_at} timeZone={timeZone} /> –{' '}
                  <End from={starts_at} to={end} timeZone={timeZone} />
                </span>
              </p>
              <p className="mt-0.5 wrap-anywhere text-ink-soft">{reason}</p>
              <p className="text-xs text-muted">
                {by}
                {cancelled === null ? null : `, cancelled by ${cancelled.by}`}
              </p>
            </div>
            {isAhead && cancel ? (
              <CancelDowntime downtime={one} {...{ labSlug, device, timeZone, cancel }} />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** An end on the day it began is a clock time alone. */
function End({ from, to, timeZone }: { from: string; to: string; timeZone: string }) {
  const sameDay = labTimeText(from, timeZone, 'day') === labTimeText(to, timeZone, 'day');
  return <LabTime time={to} timeZone={timeZone} shape={sameDay ? 'clock' : 'moment'} />;
}

function CancelDowntime({
  downtime: { id, starts_at, state, reason },
  labSlug,
  device,
  timeZone,
  cancel,
}: {
  downtime: Downtime;
  labSlug: string;
  device: string;
  timeZone: string;
  cancel: Cancel;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run } = useAction(cancel, labSlug);
  const label = state === 'running' ? 'End now' : 'Cancel';
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`${label}: ${reason}`}>
          {label}
        </Button>
      }
      title={state === 'running' ? 'End this downtime now?' : 'Cancel this downtime?'}
      description={
        state === 'running'
          ? `From now on a stop of ${device} counts as unplanned.`
          : `The stop of ${labTimeText(starts_at, timeZone)} is planned no more.`
      }
      confirmLabel={state === 'running' ? 'End the downtime' : 'Cancel the downtime'}
      onConfirm={async (form) => {
        const why = String(form.get('reason') ?? '').trim();
        if (why === '') return { error: 'Say why.' };
        const answer = await run({ device, id, cancel: { reason: why } });
        if (!answer.ok) return { error: answer.message };
        toast({ title: `The downtime of ${device} is cancelled`, tone: 'positive' });
        router.refresh();
        return;
      }}
    >
      <Field label="Reason" name="reason" required>
        <Input maxLength={500} placeholder="Such as: service comes another day" />
      </Field>
    </ConfirmDialog>
  );
}
