import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { Tone } from '@/components/ui/tone';
import type { Silence } from '@/lib/alerts/silences/contract';
import { alertHref, alertsHref } from './addresses';
import { ChangeSilence, EndSilence, type SilenceAction } from './change-silence';
import { MATCHER_WORDS } from './alert-words';

const STATE_WORDS: Record<Silence['state'], { label: string; tone: Tone }> = {
  in_force: { label: 'In force', tone: 'accent' },
  planned: { label: 'Planned', tone: 'info' },
  over: { label: 'Over', tone: 'neutral' },
};

export type SilenceLook = {
  labSlug: string;
  timeZone: string;
  /** Null for whoever may not. */
  act: { change: SilenceAction; end: SilenceAction } | null;
};

/** Silences, one below the other: what, why, until when, and how much they hold back. */
export function SilenceList({
  label,
  silences,
  ...look
}: SilenceLook & { label: string; silences: readonly Silence[] }) {
  return (
    <ul aria-label={label} className="divide-y">
      {silences.map((silence) => (
        <Item key={silence.id} silence={silence} {...look} />
      ))}
    </ul>
  );
}

function Item({ silence, labSlug, timeZone, act }: SilenceLook & { silence: Silence }) {
  const { label, tone } = STATE_WORDS[silence.state];
  const name = silence.matchers.map(({ text }) => text).join(', ');
  return (
    <li className="flex flex-wrap items-start gap-x-5 gap-y-3 px-4 py-4">
      <div className="min-w-0 grow basis-72 space-y-1.5">
        <p className="flex flex-wrap items-center gap-1.5">
          <Badge tone={tone}>{label}</Badge>
          <Matchers silence={silence} labSlug={labSlug} />
        </p>
        <p className="text-sm wrap-anywhere">{silence.reason}</p>
        <p className="flex flex-wrap gap-x-3 text-dense text-muted">
          <Span silence={silence} timeZone={timeZone} />
          <span>
            by {silence.by}
            {silence.ended === null ? '' : `, ended by ${silence.ended.by}`}
          </span>
          <Holds silence={silence} labSlug={labSlug} />
        </p>
      </div>
      {act !== null && silence.state !== 'over' ? (
        <div className="flex gap-2">
          <ChangeSilence
            labSlug={labSlug}
            timeZone={timeZone}
            silence={silence}
            name={name}
            change={act.change}
          />
          <EndSilence labSlug={labSlug} silence={silence} name={name} end={act.end} />
        </div>
      ) : null}
    </li>
  );
}

function Matchers({ silence, labSlug }: { silence: Silence; labSlug: string }) {
  return silence.matchers.map(({ label, value, text }) => (
    <span
      key={label}
      className="inline-flex min-w-0 gap-1 rounded-sm border px-1.5 text-dense wrap-anywhere"
    >
      {label === 'alert' ? (
        <TextLink href={alertHref(labSlug, value)}>{text}</TextLink>
      ) : (
        <>
          <span className="text-muted">{MATCHER_WORDS[label]}</span>
          <span className="font-medium">{text}</span>
        </>
      )}
    </span>
  ));
}

function Span({ silence, timeZone }: { silence: Silence; timeZone: string }) {
  const { starts_at: from, ends_at: to, ended, state } = silence;
  return (
    <span>
      <LabTime time={from} timeZone={timeZone} /> –{' '}
      <LabTime
        time={ended?.at ?? to}
        timeZone={timeZone}
        className={state === 'over' ? undefined : 'font-medium text-ink'}
      />
    </span>
  );
}

/** Links to those it matches: the list is narrowed by the same labels. */
function Holds({
  silence: { state, holds, matchers },
  labSlug,
}: {
  silence: Silence;
  labSlug: string;
}) {
  if (state !== 'in_force') return null;
  if (holds === 0) return <span>holds nothing back now</span>;
  const alone = matchers.find(({ label }) => label === 'alert');
  const filters = Object.fromEntries(matchers.map(({ label, value }) => [label, value]));
  const href = alone
    ? alertHref(labSlug, alone.value)
    : alertsHref(labSlug, { show: 'held', ...filters });
  return (
    <TextLink href={href} className="max-md:-my-2 max-md:py-2">
      holds {holds.toLocaleString('en')} {holds === 1 ? 'alert' : 'alerts'} back
    </TextLink>
  );
}
