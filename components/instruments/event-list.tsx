import {
  Activity,
  ArrowRightLeft,
  Ban,
  BellRing,
  ClipboardPlus,
  FlaskConical,
  HeartPulse,
  Info,
  ListChecks,
  Play,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { specimenHref } from '@/components/specimens/addresses';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { eventView, isOfSpecimen, type EventView, type Part } from './event-words';
import { ResultRows } from './result-rows';

const ICONS: Partial<Record<string, LucideIcon>> = {
  'specimen.facts': Info,
  'specimen.started': Play,
  'specimen.resulted': FlaskConical,
  'specimen.failed': TriangleAlert,
  'order.placed': ClipboardPlus,
  'order.cancelled': Ban,
  'device.state': Activity,
  'device.heartbeat': HeartPulse,
  'device.event': BellRing,
  'container.moved': ArrowRightLeft,
  'step.started': ListChecks,
  'step.finished': ListChecks,
};

/** Most that are drawn; a message may have a thousand. */
const MOST_DRAWN = 100;

type Look = { labSlug: string; timeZone: string };

/** What a message says, event by event, in words and tables. */
export function EventList({
  events,
  ...look
}: Look & { events: readonly Record<string, unknown>[] }) {
  return (
    <>
      <ol aria-label="Events" className="divide-y">
        {events.slice(0, MOST_DRAWN).map((event, index) => (
          <Event key={index} event={event} {...look} />
        ))}
      </ol>
      {events.length > MOST_DRAWN ? (
        <p className="border-t px-4 py-2.5 text-dense text-muted">
          These are the first {MOST_DRAWN} of {events.length.toLocaleString('en')} events; the
          interface has them all.
        </p>
      ) : null}
    </>
  );
}

function Event({ event, ...look }: Look & { event: Record<string, unknown> }) {
  const view = eventView(event);
  const Icon = ICONS[String(event.kind)] ?? Info;
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex items-start gap-2.5">
        <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
        <p className="min-w-0 grow text-sm wrap-anywhere">
          <Sentence parts={view.sentence} linked={isOfSpecimen(event)} labSlug={look.labSlug} />
        </p>
        {view.at === null ? null : (
          <LabTime time={view.at} timeZone={look.timeZone} className="text-xs/5 text-muted" />
        )}
      </div>
      <Facts facts={view.facts} timeZone={look.timeZone} />
      {view.groups.map((group, index) => (
        <ResultRows key={index} group={group} timeZone={look.timeZone} />
      ))}
    </li>
  );
}

function Sentence({
  parts,
  linked,
  labSlug,
}: {
  parts: readonly Part[];
  linked: boolean;
  labSlug: string;
}) {
  return parts.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : linked ? (
      <TextLink
        key={index}
        href={specimenHref(labSlug, part.specimen)}
        className="inline-block max-w-full font-mono break-all"
      >
        {part.specimen}
      </TextLink>
    ) : (
      <span key={index} className="font-mono">
        {part.specimen}
      </span>
    ),
  );
}

function Facts({ facts, timeZone }: Pick<EventView, 'facts'> & { timeZone: string }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid gap-x-6 gap-y-1 pl-6.5 text-dense sm:grid-cols-2">
      {facts.map(({ label, value, time }) => (
        <div key={label} className="flex min-w-0 flex-wrap gap-x-2">
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {time === undefined ? value : <LabTime time={time} timeZone={timeZone} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
