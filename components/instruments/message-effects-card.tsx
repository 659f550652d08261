import { specimenHref } from '@/components/specimens/addresses';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { MessageEffects } from '@/lib/instruments/inbox/message-effects';
import { waitingHref } from './addresses';
import { deviceEventText, severityText } from './event-words';

type Look = { labSlug: string; timeZone: string };

const ENDS = { taken: 'Taken', dismissed: 'Dismissed' } as const;

/** What a message left for people: what waits for a supervisor, and events of the device. */
export function MessageEffectsCard({
  effects: { events, proposals },
  ...look
}: Look & { effects: MessageEffects }) {
  if (events.length === 0 && proposals.length === 0) return null;
  return (
    <Card title="What it left" flush>
      <ul aria-label="What it left" className="divide-y text-sm">
        {proposals.map((proposal) => (
          <li key={proposal.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <span className="min-w-0 grow">
              {proposal.kind === 'results'
                ? `Results of ${proposal.assay ?? 'a test'} for `
                : 'A reason to reject '}
              <TextLink href={specimenHref(look.labSlug, proposal.specimen)} className="font-mono">
                {proposal.specimen}
              </TextLink>
            </span>
            {proposal.ended === null ? (
              <>
                <Badge tone="warning">Waits for a supervisor</Badge>
                <TextLink href={waitingHref(look.labSlug, proposal.specimen)}>Look at it</TextLink>
              </>
            ) : (
              <span className="text-muted">
                {ENDS[proposal.ended]} by {proposal.ended_by}
              </span>
            )}
          </li>
        ))}
        {events.map((event) => (
          <li key={event.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5">
            <span className="font-medium">{deviceEventText(event.kind)}</span>
            {event.specimen === null ? null : <span className="font-mono">{event.specimen}</span>}
            <span className="min-w-0 grow wrap-anywhere text-ink-soft">{event.text}</span>
            {event.severity === null ? null : (
              <span className="text-muted">{severityText(event.severity)}</span>
            )}
            <LabTime time={event.at} timeZone={look.timeZone} className="text-dense text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
