import type { KindName } from '@/lib/alerts/kinds/params';
import type { MatcherLabel } from '@/lib/alerts/silences/contract';
import type { Spell } from '@/lib/alerts/finding';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export type PastSilence = {
  matchers: { label: MatcherLabel; value: string }[];
  startsAt: Date;
  endsAt: Date;
  reason: string;
};

/** People silence from a minute on. */
const minuteOf = (ms: number) => new Date(Math.floor(ms / MINUTE) * MINUTE);

type Found = { ruleId: string; kind: KindName; spell: Spell };

/** The silence that holds back what is known at the end: one location's specimens that are late. */
function standing(found: readonly Found[], end: Date): PastSilence[] {
  const lost = found.filter(
    ({ kind, spell }) => kind === 'missing_specimen' && spell.to === null && spell.labels.location,
  );
  const counts = new Map<string, Found[]>();
  for (const one of lost) {
    const location = one.spell.labels.location ?? '';
    counts.set(location, [...(counts.get(location) ?? []), one]);
  }
  const [most] = [...counts].toSorted(
    ([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  if (!most) return [];
  const [location, theirs] = most;
  const latest = Math.max(...theirs.map(({ spell }) => spell.from.getTime()));
  // After they were told of, and no longer ago than a shift.
  const noticed = Math.max(latest + 40 * MINUTE, end.getTime() - 3 * HOUR);
  const startsAt = minuteOf(Math.min(noticed, end.getTime() - 5 * MINUTE));
  return theirs.slice(0, 1).map(({ ruleId }) => ({
    matchers: [
      { label: 'location', value: location },
      { label: 'rule', value: ruleId },
    ],
    startsAt,
    endsAt: new Date(startsAt.getTime() + 8 * HOUR),
    reason: 'Transport is held up; the next round brings them.',
  }));
}

/** One that is over: somebody worked at a device that had stopped. */
function over(found: readonly Found[]): PastSilence[] {
  const stop = found.findLast(({ kind, spell }) => kind === 'device' && spell.to !== null);
  const device = stop?.spell.labels.device;
  if (!stop?.spell.to || device === undefined) return [];
  return [
    {
      matchers: [{ label: 'device', value: device }],
      startsAt: minuteOf(stop.spell.to.getTime()),
      endsAt: minuteOf(stop.spell.to.getTime() + HOUR),
      reason: 'Controls run after the stop.',
    },
  ];
}

/** What the supervisor silenced in the last days, of what the rules would have found. */
export function pastSilences(found: readonly Found[], end: Date): PastSilence[] {
  const silences = [...over(found), ...standing(found, end)];
  return silences.filter(({ startsAt }) => startsAt < end);
}
