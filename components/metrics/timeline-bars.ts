import { Temporal } from 'temporal-polyfill';
import type { DeviceUptime } from '@/lib/metrics/uptime/contract';

type Stretch = DeviceUptime['timeline'][number];
export type BarKind = Stretch['kind'] | 'limited';
/** A bar from `x` on, `width` wide, in the unit of the picture's width. */
export type Bar = { x: number; width: number; kind: BarKind };

/** Of several in one column of the picture the first of these is drawn. */
const PRECEDENCE: readonly BarKind[] = ['unplanned', 'limited', 'planned', 'unknown', 'idle', 'up'];

/** How many columns a picture of a timeline has. */
export const COLUMNS = 1000;

/**
 * A timeline drawn in columns: neighbours of a kind are one bar, and what is too short to see is as
 * wide as a column. A stop is two at least.
 */
export function timelineBars(timeline: readonly Stretch[], from: number, to: number): Bar[] {
  const columns: (BarKind | null)[] = Array.from({ length: COLUMNS }, () => null);
  const column = (at: number) => ((at - from) / (to - from)) * COLUMNS;
  for (const stretch of timeline) {
    const kind = stretch.limited ? 'limited' : stretch.kind;
    const first = Math.max(0, Math.floor(column(Date.parse(stretch.from))));
    const least = first + (kind === 'unplanned' ? 2 : 1);
    const end = Math.max(least, Math.ceil(column(Date.parse(stretch.to))));
    for (let at = first; at < Math.min(end, COLUMNS); at++) {
      const there = columns[at] ?? null;
      const weaker = there === null || PRECEDENCE.indexOf(kind) < PRECEDENCE.indexOf(there);
      if (weaker) columns[at] = kind;
    }
  }
  const bars: Bar[] = [];
  for (const [x, kind] of columns.entries()) {
    const last = bars.at(-1);
    if (kind === null) continue;
    if (last && last.kind === kind && last.x + last.width === x) last.width++;
    else bars.push({ x, width: 1, kind });
  }
  return bars;
}

/** Where a label stands under a timeline, in percent of its width. */
export type Tick = { percent: number; label: string };

/** Hours under a picture of up to two days, days under a longer one: eight at most. */
export function timelineTicks(from: number, to: number, timeZone: string): Tick[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  const hours = (to - from) / 3_600_000;
  const byHour = hours <= 50;
  const step = byHour ? (hours <= 26 ? 3 : 6) : Math.ceil(hours / 24 / 8);
  const ticks: Tick[] = [];
  let at = start.startOfDay();
  for (let guard = 0; at.epochMilliseconds < to && guard < 100; guard++) {
    const percent = ((at.epochMilliseconds - from) / (to - from)) * 100;
    const label = byHour
      ? `${String(at.hour).padStart(2, '0')}:00`
      : at.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short' });
    if (percent >= 0) ticks.push({ percent, label });
    at = byHour ? nextHour(at, step) : at.add({ days: step });
  }
  return ticks;
}

/** The next hour of the clock that is a multiple of the step, also across a change of the clocks. */
function nextHour(at: Temporal.ZonedDateTime, step: number): Temporal.ZonedDateTime {
  const next = at.hour - (at.hour % step) + step;
  return next >= 24 ? at.add({ days: 1 }).startOfDay() : at.startOfDay().with({ hour: next });
}
