import { meaningOf, type StateTable } from './state-table';
import { statedStates, type StateChange, type Stated } from './stated';

export type StretchKind = 'up' | 'idle' | 'unplanned' | 'planned' | 'unknown';

/** A time in which a device was one thing, [from, to) in ms since 1970. */
export type Stretch = {
  from: number;
  to: number;
  kind: StretchKind;
  /** What was stated; null where nothing was, or where a planned downtime covers it. */
  code: string | null;
  reason: string | null;
  /** Up, but not for everything. */
  limited: boolean;
};

/**
 * An unplanned stop: from its first unplanned moment to the first state that ends it (up without a
 * limit, or idle). A limited or unknown state, a short pause or a planned downtime within it does
 * not end it. `to` is null while it is open.
 */
export type Stop = { from: number; to: number | null; code: string | null; reason: string | null };

/** [from, to) in ms; a cancelled one as far as it came. */
export type Downtime = { from: number; to: number; reason: string };

/** A pause [from, to) in ms that proved too long, which was known from `provedAt` on. */
export type LongPause = { from: number; to: number; provedAt: number };

/** All that was known of a device at a moment, from the beginning of time up to it, without a gap. */
export type DeviceHistory = {
  asOf: number;
  stretches: Stretch[];
  stops: Stop[];
  longPauses: LongPause[];
};

/**
 * Folds a device's changes, in their order, and its planned downtimes into what it was up to
 * `asOf`. Before its first change it is unknown, and a planned downtime covers whatever was stated
 * in it: availability is measured over the time the device was meant to run.
 */
export function foldStates(
  changes: readonly StateChange[],
  downtimes: readonly Downtime[],
  table: StateTable,
  asOf: number,
): DeviceHistory {
  const stated = statedStates(
    changes.filter(({ at }) => at < asOf),
    table,
  );
  const { stretches, stops, longPauses } = classify(
    [{ from: -Infinity, code: null, reason: null }, ...stated],
    table,
    asOf,
  );
  const covered = joined(cover(stretches, disjoint(downtimes), asOf));
  return {
    asOf,
    stretches: covered,
    stops: stops.flatMap((stop) => stopOf(stop, covered)),
    longPauses,
  };
}

type Span = { from: number; to: number | null };

function classify(stated: readonly Stated[], table: StateTable, asOf: number) {
  const limit = table.transientMinutes * 60_000;
  const meanings = stated.map(({ code }) => meaningOf(table, code));
  const stretches: Stretch[] = [];
  const stops: Span[] = [];
  const longPauses: LongPause[] = [];
  let open: Span | null = null;
  let pauseEnds = -Infinity;
  let pauseIsUp = true;
  for (const [index, { from, code, reason }] of stated.entries()) {
    const meaning = meanings[index] ?? 'unknown';
    let kind: StretchKind;
    switch (meaning) {
      case 'up':
      case 'limited':
        kind = 'up';
        break;
      case 'continues_else_idle':
        kind = open ? 'unplanned' : 'idle';
        break;
      case 'continues_else_planned':
        kind = open ? 'unplanned' : 'planned';
        break;
      case 'transient':
        // Pausing, paused, stopped one after the other are one pause.
        if (from >= pauseEnds) {
          let after = index + 1;
          while (meanings[after] === 'transient') after++;
          pauseEnds = stated[after]?.from ?? asOf;
          pauseIsUp = pauseEnds - from <= limit;
          if (!pauseIsUp) longPauses.push({ from, to: pauseEnds, provedAt: from + limit });
        }
        kind = pauseIsUp ? 'up' : 'unplanned';
        break;
      case 'unchanged':
        kind = 'unknown';
        break;
      default:
        kind = meaning;
    }
    if (meaning === 'up' || meaning === 'idle') {
      if (open) open.to = from;
      open = null;
    } else if (kind === 'unplanned' && !open) {
      open = { from, to: null };
      stops.push(open);
    }
    const to = stated[index + 1]?.from ?? asOf;
    stretches.push({ from, to, kind, code, reason, limited: meaning === 'limited' });
  }
  return { stretches: stretches.filter(({ from, to }) => from < to), stops, longPauses };
}

/** Downtimes in their order without overlap: where two meet, the one that began first counts. */
function disjoint(downtimes: readonly Downtime[]): Downtime[] {
  const result: Downtime[] = [];
  for (const { from, to, reason } of downtimes.toSorted((a, b) => a.from - b.from)) {
    const begins = Math.max(from, result.at(-1)?.to ?? -Infinity);
    if (begins < to) result.push({ from: begins, to, reason });
  }
  return result;
}

/** The stretches with each downtime in the place of what it covers. */
function cover(
  stretches: readonly Stretch[],
  downtimes: readonly Downtime[],
  asOf: number,
): Stretch[] {
  const result: Stretch[] = [];
  let next = 0;
  for (const stretch of stretches) {
    let { from } = stretch;
    while (from < stretch.to) {
      while ((downtimes[next]?.to ?? Infinity) <= from) next++;
      const downtime = downtimes[next];
      if (!downtime || downtime.from >= stretch.to) {
        result.push({ ...stretch, from });
        break;
      }
      if (downtime.from > from) result.push({ ...stretch, from, to: downtime.from });
      const to = Math.min(downtime.to, stretch.to, asOf);
      result.push({
        from: Math.max(from, downtime.from),
        to,
        kind: 'planned',
        code: null,
        reason: downtime.reason,
        limited: false,
      });
      from = to;
    }
  }
  return result;
}

/** Neighbours that are the same as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    const same =
      last &&
      last.kind === stretch.kind &&
      last.code === stretch.code &&
      last.reason === stretch.reason &&
      last.limited === stretch.limited;
    if (same) last.to = stretch.to;
    else result.push({ ...stretch });
  }
  return result;
}

/** A stop as it counts: one that lies in planned downtime altogether does not. */
function stopOf(span: Span, stretches: readonly Stretch[]): Stop[] {
  const { from, to } = span;
  const down = stretches.filter(
    (one) => one.kind === 'unplanned' && one.to > from && (to === null || one.from < to),
  );
  const [first] = down;
  if (!first) return [];
  const reason = down.findLast((one) => one.reason !== null)?.reason ?? null;
  return [{ from: first.from, to, code: first.code, reason }];
}

/** The stretches of a history within [from, to), cut to it; they tile it as far as it is known. */
export function stretchesWithin(history: DeviceHistory, from: number, to: number): Stretch[] {
  return history.stretches.flatMap((stretch) => {
    const begins = Math.max(stretch.from, from);
    const ends = Math.min(stretch.to, to);
    return begins < ends ? [{ ...stretch, from: begins, to: ends }] : [];
  });
}
