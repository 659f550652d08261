import { durationText } from '@/lib/specimens/duration-text';
import type { ShownLine } from './shown-notice';

const MINUTE = 60_000;

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

/** How bad one alert is at a moment: "35 min over", "12 min left", "12.4 % (limit 10 %)". */
export function howBad(
  { unit, value, threshold, dueAt }: Pick<ShownLine, 'unit' | 'value' | 'threshold' | 'dueAt'>,
  at: Date,
): string | null {
  if (dueAt !== null) {
    const over = (at.getTime() - dueAt.getTime()) / MINUTE;
    return over >= 0 ? `${durationText(over)} over` : `${durationText(-over)} left`;
  }
  if (value === null) return null;
  if (unit === 'minutes') return durationText(value);
  const say = (figure: number) =>
    unit === 'percent' ? `${number(figure)} %` : number(figure) + (unit === 'per_hour' ? '/h' : '');
  return threshold === null ? say(value) : `${say(value)} (limit ${say(threshold)})`;
}

/**
 * One alert in one line: its own words where they may be told, else what it is without a number. Of
 * one that is over, how bad it was at its end.
 */
export function lineText(line: ShownLine, at: Date): string {
  const urgent = line.priority === 'STAT' || line.priority === 'URGENT' ? line.priority : null;
  if (line.summary !== null) return urgent === null ? line.summary : `${urgent} · ${line.summary}`;
  const { assay, location, device } = line.labels;
  const parts = [urgent, howBad(line, line.resolvedAt ?? at), assay, location, device];
  return parts.filter((part) => part !== null && part !== undefined).join(' · ') || 'An alert';
}
