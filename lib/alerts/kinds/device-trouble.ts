import type { DeviceHistory } from '@/lib/devices/states/fold-states';
import type { Period } from './test-lives';

export type Trouble = 'down' | 'silent';

/** A time in which a device was down or silent, as it was found: [from, to) in ms since 1970. */
export type TroubleSpan = Period & {
  trouble: Trouble;
  /** When the stop began that it is part of, or the silence; the uptime page says the same. */
  since: number;
  reason: string | null;
};

/**
 * When a device was down (an unplanned stretch) or silent (unknown because nothing was heard of it),
 * as one could know it at the time: a pause that proved too long counts from when it did. A planned
 * downtime is neither, though a stop that outlasts one counts from its beginning. What lasts at the end
 * of the history has no end. `silences` are the times of which the watch noted that nothing was heard.
 */
export function troubleOf(
  history: DeviceHistory,
  silences: readonly Period[],
  wanted: readonly Trouble[],
): TroubleSpan[] {
  const spans = history.stretches.flatMap((stretch): TroubleSpan[] => {
    const { kind, from, reason } = stretch;
    const to = stretch.to === history.asOf ? Infinity : stretch.to;
    if (kind === 'unplanned' && wanted.includes('down')) {
      const pause = history.longPauses.find((one) => one.from < to && from < one.to);
      const found = Math.max(from, pause?.provedAt ?? from);
      const stop = history.stops.find(
        (one) => one.from <= from && (one.to === null || from < one.to),
      );
      return [{ trouble: 'down', from: found, to, since: stop?.from ?? from, reason }];
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
      joined.splice(-1, 1, { ...span, from: last.from, since: Math.min(last.since, span.since) });
    } else joined.push(span);
  }
  return joined;
}
