/** What a bar of the chart says. Times are in milliseconds since 1970. */
export type GanttItem = {
  id: string;
  device: string;
  startMs: number;
  /** null while it runs. */
  endMs: number | null;
  /** When it would end by the estimate; null without history. */
  estimatedEndMs: number | null;
  kind: 'done' | 'failed' | 'running' | 'coming';
};

export type GanttRow<T> = { device: string; lanes: T[][] };

/** Begin and end of what the chart shows. */
export type Span = { fromMs: number; toMs: number };

const endOf = ({ endMs, startMs, estimatedEndMs }: GanttItem, nowMs: number) =>
  Math.max(startMs, endMs ?? Math.max(nowMs, estimatedEndMs ?? 0));

/**
 * A row for each device in the order of their first step; steps of one device that overlap lie in
 * lanes under each other, each in the first that is free.
 */
export function ganttRows<T extends GanttItem>(items: readonly T[], nowMs: number): GanttRow<T>[] {
  const rows = new Map<string, { item: T[]; endMs: number }[]>();
  for (const item of items.toSorted((a, b) => a.startMs - b.startMs)) {
    const lanes = rows.get(item.device) ?? [];
    rows.set(item.device, lanes);
    const free = lanes.find(({ endMs }) => endMs <= item.startMs);
    const endMs = endOf(item, nowMs);
    if (free) {
      free.item.push(item);
      free.endMs = endMs;
    } else {
      lanes.push({ item: [item], endMs });
    }
  }
  return [...rows].map(([device, lanes]) => ({ device, lanes: lanes.map(({ item }) => item) }));
}

/**
 * From the first beginning to the last end, the forecast's range and now included, with a little
 * room at both ends. Now is left out where nothing of the experiment reaches it, so that one that
 * was forgotten is not drawn as a dot.
 */
export function ganttSpan(
  items: readonly GanttItem[],
  { nowMs, forecastMs, beganMs }: { nowMs: number; forecastMs: number | null; beganMs: number },
): Span {
  const fromMs = Math.min(beganMs, ...items.map(({ startMs }) => startMs));
  const ends = items.map((item) => endOf(item, item.startMs));
  let toMs = Math.max(fromMs, ...ends, forecastMs ?? 0);
  const live = items.some(({ kind }) => kind === 'running') || forecastMs !== null;
  if (live) toMs = Math.max(toMs, nowMs);
  const room = Math.max((toMs - fromMs) * 0.015, 1_000);
  return { fromMs: fromMs - room, toMs: toMs + room };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DISTANCES = [
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  48 * HOUR,
  168 * HOUR,
];

/**
 * Round times in the span, about `wanted` of them, counted from midnight of the zone that is
 * `offsetMs` ahead of UTC.
 */
export function ganttTicks(span: Span, wanted: number, offsetMs: number): number[] {
  const least = (span.toMs - span.fromMs) / Math.max(1, wanted);
  const apart = DISTANCES.find((distance) => distance >= least) ?? Math.ceil(least / HOUR) * HOUR;
  const first = Math.ceil((span.fromMs + offsetMs) / apart) * apart - offsetMs;
  const ticks: number[] = [];
  for (let at = first; at <= span.toMs; at += apart) ticks.push(at);
  return ticks;
}

/** Where a time lies in the span, in percent. */
export function percentOf(ms: number, { fromMs, toMs }: Span): number {
  return Math.min(100, Math.max(0, ((ms - fromMs) / (toMs - fromMs)) * 100));
}
