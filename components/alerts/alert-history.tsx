import {
  BellOff,
  BellRing,
  CheckCheck,
  CircleCheckBig,
  Hourglass,
  type LucideIcon,
  MessageSquareText,
  Moon,
  Send,
  Zap,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { toneText, type Tone } from '@/components/ui/tone';
import type { AlertEventAnswer } from '@/lib/alerts/alerts/contract';
import { RESOLVED_AS } from '@/lib/alerts/engine/engine-state';
import { deliveryHref } from './addresses';
import { RESOLVED_WORDS } from './alert-words';
import { DeliveryStatus } from './deliveries/delivery-status';
import { REASON_LABELS } from './deliveries/delivery-words';

type Kind = AlertEventAnswer['kind'];

const LOOKS: Record<Kind, { label: string; icon: LucideIcon; tone: Tone }> = {
  pending: { label: 'Found', icon: Hourglass, tone: 'neutral' },
  fired: { label: 'Fired', icon: Zap, tone: 'danger' },
  acknowledged: { label: 'Acknowledged', icon: CheckCheck, tone: 'accent' },
  inhibited: { label: 'Told with its device from here on', icon: Moon, tone: 'neutral' },
  uninhibited: { label: 'Told on its own again', icon: BellRing, tone: 'neutral' },
  silenced: { label: 'Silenced', icon: BellOff, tone: 'neutral' },
  unsilenced: { label: 'No longer silenced', icon: BellRing, tone: 'neutral' },
  notified: { label: 'Told', icon: Send, tone: 'info' },
  note: { label: 'Note', icon: MessageSquareText, tone: 'accent' },
  resolved: { label: 'Over', icon: CircleCheckBig, tone: 'positive' },
};

type Look = { labSlug: string; timeZone: string };

/** What befell an alert, the latest first: who was told, what people did and wrote. */
export function AlertHistory({ events, ...look }: Look & { events: readonly AlertEventAnswer[] }) {
  return (
    <ol aria-label="History" className="space-y-4">
      {events.toReversed().map((event, index) => (
        <Event key={`${event.at} ${events.length - index}`} event={event} {...look} />
      ))}
    </ol>
  );
}

function Event({ event, labSlug, timeZone }: Look & { event: AlertEventAnswer }) {
  const { kind, at, by } = event;
  const { label, icon: Icon, tone } = LOOKS[kind];
  const byPerson = kind === 'acknowledged' || kind === 'note';
  return (
    <li className="flex gap-3">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${toneText[tone]}`} />
      <div className="min-w-0 grow space-y-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium">{label}</span>
          <span className="text-dense text-muted">
            <LabTime time={at} timeZone={timeZone} />
            {byPerson ? ` by ${by}` : ''}
          </span>
        </p>
        <Told event={event} labSlug={labSlug} />
        <Said event={event} timeZone={timeZone} />
      </div>
    </li>
  );
}

function Told({ event: { notification }, labSlug }: { event: AlertEventAnswer; labSlug: string }) {
  if (notification === null) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dense">
      <TextLink
        href={deliveryHref(labSlug, notification.id)}
        className="wrap-anywhere max-md:-my-2 max-md:py-2"
      >
        {notification.channel}
      </TextLink>
      <span className="text-muted">{REASON_LABELS[notification.reason]}</span>
      <DeliveryStatus status={notification.status} dismissed_at={null} />
    </p>
  );
}

/** The words of an event; those of the engine are codes in two kinds of it. */
function Said({
  event: { kind, text },
  timeZone,
}: {
  event: AlertEventAnswer;
  timeZone: string;
}): ReactNode {
  if (text === null || kind === 'notified') return null;
  if (kind === 'resolved') {
    const as = RESOLVED_AS.find((known) => known === text);
    return <p className="text-dense text-ink-soft">{as ? RESOLVED_WORDS[as] : text}</p>;
  }
  const until = kind === 'silenced' ? /^until (\S+)$/.exec(text)?.[1] : undefined;
  if (until !== undefined) {
    return (
      <p className="text-dense text-ink-soft">
        until <LabTime time={until} timeZone={timeZone} />
      </p>
    );
  }
  return (
    <p className="max-w-prose text-dense wrap-anywhere whitespace-pre-wrap text-ink-soft">{text}</p>
  );
}
