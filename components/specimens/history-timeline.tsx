import { ArrowRight, PenLine } from 'lucide-react';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { StateBadge } from '@/components/ui/state-badge';
import type { HistoryEntry } from '@/lib/specimens/contract';
import { groupHistory, type HistoryStep } from '@/lib/specimens/group-history';
import { isMilestone, MILESTONE_LABELS } from '@/lib/specimens/milestones';

const SOURCES: Record<HistoryEntry['source'], string> = {
  portal: 'in the portal',
  api: 'through the interface',
  import: 'by import',
  instrument: 'by instrument',
  job: 'by the system',
};

const OWN_ACTIONS: Record<string, string> = {
  create: 'Created',
  import: 'Imported',
  correct: 'Corrected',
  change: 'Changed',
  void: 'Voided',
  aliquot: 'Aliquot made',
  recollect: 'Recollection asked for',
};

/** Recorded so much later than it happened that both times are worth telling. */
const LATE_RECORD_MS = 60_000;

function milestoneName(name: string): string {
  return isMilestone(name) ? MILESTONE_LABELS[name] : name === 'failed' ? 'Failed' : name;
}

type Look = {
  labSlug: string;
  timeZone: string;
  stateLabels: ReadonlyMap<string, string>;
  /** The lab's own word for each action. */
  actionLabels: ReadonlyMap<string, string>;
};

/** A specimen's history, newest first: who did what, when it happened and when it was written down. */
export function HistoryTimeline({ entries, ...look }: Look & { entries: readonly HistoryEntry[] }) {
  return (
    <ol aria-label="History" className="space-y-4">
      {groupHistory(entries)
        .toReversed()
        .map((step) => (
          <Step key={step.entry.sequence} step={step} {...look} />
        ))}
    </ol>
  );
}

function Step({
  step: { entry, assays },
  labSlug,
  timeZone,
  stateLabels,
  actionLabels,
}: Look & { step: HistoryStep }) {
  const late =
    Math.abs(Date.parse(entry.recorded_at) - Date.parse(entry.occurred_at)) > LATE_RECORD_MS;
  const details = [
    entry.device && `Device ${entry.device}`,
    entry.operator && `Operator ${entry.operator}`,
    entry.error_code && `Error ${entry.error_code}`,
    entry.rejection_reason,
    entry.informed && `Told ${entry.informed}`,
    entry.reason && `Reason: ${entry.reason}`,
    entry.comment,
    entry.implied && 'Done by itself with another step',
  ].filter((text) => typeof text === 'string' && text !== '');
  const stamps = Object.entries(entry.milestones);
  return (
    <li className="relative break-inside-avoid border-l-2 pl-4">
      <span
        aria-hidden="true"
        className="absolute top-1.5 -left-[5px] size-2 rounded-full bg-line-strong"
      />
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-sm">
        <span className="font-medium">
          {OWN_ACTIONS[entry.action] ?? actionLabels.get(entry.action) ?? entry.action}
        </span>
        {assays.length > 0 ? (
          <span className="font-mono text-dense text-muted">{assays.join(', ')}</span>
        ) : null}
        {entry.to === null || entry.to === entry.from ? null : (
          <span className="inline-flex items-center gap-1">
            {entry.from === null ? null : (
              <>
                <StateBadge state={entry.from} label={stateLabels.get(entry.from)} />
                <ArrowRight aria-label="to" className="size-3 text-muted" />
              </>
            )}
            <StateBadge state={entry.to} label={stateLabels.get(entry.to)} />
          </span>
        )}
      </div>
      <p className="text-dense text-muted">
        <LabTime time={entry.occurred_at} timeZone={timeZone} /> · {entry.actor.name}{' '}
        {SOURCES[entry.source]}
        {entry.import_id === null ? null : (
          <>
            {' · '}
            <TextLink href={`/${labSlug}/imports/${entry.import_id}`}>the import</TextLink>
          </>
        )}
      </p>
      {late ? (
        <p className="text-xs text-muted">
          Recorded <LabTime time={entry.recorded_at} timeZone={timeZone} />
        </p>
      ) : null}
      {stamps.length > 0 ? (
        <ul className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-muted">
          {stamps.map(([name, time]) => (
            <li key={name}>
              {milestoneName(name)}{' '}
              {time === null ? 'cleared' : <LabTime time={time} timeZone={timeZone} />}
            </li>
          ))}
        </ul>
      ) : null}
      {details.length > 0 ? <p className="mt-0.5 text-dense">{details.join(' · ')}</p> : null}
      {entry.signature ? (
        <p className="mt-1 flex w-fit flex-wrap items-center gap-x-1.5 rounded-sm border px-2 py-1 text-dense">
          <PenLine aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
          <span title={`SHA-256 of what was signed: ${entry.signature.sha256}`}>
            Signed by <strong>{entry.signature.name}</strong> as{' '}
            <strong>{entry.signature.meaning}</strong>
          </span>
          <LabTime time={entry.signature.at} timeZone={timeZone} className="text-muted" />
        </p>
      ) : null}
    </li>
  );
}
