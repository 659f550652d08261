import type { DeviceHistory } from '@/lib/devices/states/fold-states';
import type { Period } from './test-lives';

export type Trouble = 'down' | 'silent';

/** A time in which a device was down or silent, as it was found: [from, to) in ms since 1970. */
export type TroubleSpan = Period & {
  trouble: Trouble;
  /** When it came about: before `from` where only later it proved to be a stop. */
  since: number;
  reason: string | null;
};

/**
 * When a device was down (an unplanned stretch) or silent (unknown because nothing was heard of it),
 * as one could know it at the time: a pause that proved too long counts from when it did. A planned
 * downtime is neither. What lasts at the end of the history has no end. `silences` are the times of
 * which the watch noted that nothing was heard.
 */
export function troubleOf(
  history: DeviceHistory,
  silences: readonly Period[],
  wanted: readonly Trouble[],
): TroubleSpan[] {
  const spans = history.stretches.flatMap((stretch, place): TroubleSpan[] => {
    const { kind, from, reason } = stretch;
    const unbroken = history.stretches[place - 1]?.kind === 'unplanned';
    const to = stretch.to === history.asOf ? Infinity : stretch.to;
    if (kind === 'unplanned' && wanted.includes('down')) {
      const pause = history.longPauses.find((one) => one.from < to && from < one.to);
      const found = Math.max(from, pause?.provedAt ?? from);
      // A pause of several codes is one, and proved to be a stop as a whole.
      const begun = unbroken && pause ? Math.min(from, pause.from) : from;
      return [{ trouble: 'down', from: found, to, since: begun, reason }];
    }
    if (kind === 'unknown' && wanted.includes('silent')) {
      return silences.map((silence) => {
        const begins = Math.max(from, silence.from);
        const ends = Math.min(to, silence.to);
        return { trouble: 'silent', from: begins, to: ends, since: begins, reason: null };
      });
    }
    return [];
  });
  return spans.filter(({ from, to }) => from < to);
}

/** Spans that follow one another without a gap as one, which is what it was last. */
export function joinedTrouble(spans: readonly TroubleSpan[]): TroubleSpan[] {
  const joined: TroubleSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.to === span.from) {
      joined.splice(-1, 1, { ...span, from: last.from, since: last.since });
    } else joined.push(span);
  }
  return joined;
}
