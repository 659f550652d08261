import { WEEKDAYS, weekdayName, type OpeningHours } from '@/lib/labs/calendars/opening-hours';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import type { FittedGroup } from '@/lib/planning/contract';
import type { Distribution, MachineGroup, Service } from '@/lib/planning/model';
import { counted, figureText, shareText } from './number-text';

export const KIND_LABELS: Record<Service['kind'], string> = {
  single: 'One at a time',
  pipelined: 'Pipelined',
  batch: 'In batches',
};

/** The quantile a share of the way up, of quantiles evenly spaced. */
function quantileAt(quantiles: readonly number[], share: number): number {
  const place = share * (quantiles.length - 1);
  const below = quantiles[Math.floor(place)] ?? 0;
  const above = quantiles[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** The standard normal quantile of 0.9. */
const Z90 = 1.2815515655446004;

/** The median and the 90th percentile of a distribution, in minutes. */
export function spreadOfDistribution(given: Distribution): { median: number; p90: number } {
  switch (given.kind) {
    case 'fixed':
      return { median: given.minutes, p90: given.minutes };
    case 'exponential':
      return { median: given.mean_minutes * Math.LN2, p90: given.mean_minutes * Math.log(10) };
    case 'lognormal': {
      const { median_minutes: median, sigma } = given;
      return { median, p90: median * Math.exp(sigma * Z90) };
    }
    case 'empirical': {
      const { quantiles_minutes: all } = given;
      return { median: quantileAt(all, 0.5), p90: quantileAt(all, 0.9) };
    }
  }
}

/** A log-normal of this median and 90th percentile; the median alone is always the same time. */
export function distributionOf(median: number, p90: number | null): Distribution {
  if (p90 === null || p90 <= median || median <= 0) return { kind: 'fixed', minutes: median };
  const sigma = Math.log(p90 / median) / Z90;
  return { kind: 'lognormal', median_minutes: median, sigma };
}

/** “4.2 min”, or “median 4.2 min, 9 of 10 within 8 min”. */
export function distributionText(given: Distribution): string {
  const { median, p90 } = spreadOfDistribution(given);
  if (figureText(median) === figureText(p90)) return `${figureText(median)} min`;
  return `median ${figureText(median)} min, 9 of 10 within ${figureText(p90)} min`;
}

/** How machines of a group work, as it is simulated. */
export function serviceText(service: Service): string {
  switch (service.kind) {
    case 'single':
      return distributionText(service.time);
    case 'pipelined':
      return `up to ${figureText(service.per_hour)} an hour, each out after ${figureText(service.dwell_minutes)} min`;
    case 'batch': {
      const { capacity, run, start_after_minutes: after } = service;
      const starts =
        after === null
          ? 'only when full'
          : after === 0
            ? 'as soon as a machine is free'
            : `when full, or after ${figureText(after)} min`;
      return `up to ${capacity} together, a run of ${distributionText(run)}, started ${starts}`;
    }
  }
}

/** From what the way of working was fitted. */
export function howText({
  minutes,
  peak_per_hour: peak,
  covered,
}: NonNullable<FittedGroup['how']>): string {
  return [
    `${counted(minutes.n, 'test')} with both times`,
    `median ${figureText(minutes.median)} min`,
    `IQR ${figureText(minutes.q1)}–${figureText(minutes.q3)} min`,
    `at most ${peak.toLocaleString('en')} started an hour on one`,
    `${shareText(covered)} of its tests covered`,
  ].join(' · ');
}

type Hours =
  | MachineGroup['hours']
  | { readonly [Day in keyof OpeningHours]: readonly (readonly [string, string])[] };

/** Hours of a week in a line: “Mon–Fri 07:00–19:00, Sat 08:00–12:00”, or “at any hour”. */
export function weekHoursText(hours: Hours): string {
  if (hours === null) return 'at any hour';
  const days = WEEKDAYS.map((day) => ({
    name: weekdayName(day).slice(0, 3),
    text: hoursText(hours[day]),
  }));
  const parts: string[] = [];
  for (let first = 0; first < days.length;) {
    const text = days[first]?.text ?? '';
    let next = first + 1;
    while (next < days.length && days[next]?.text === text) next += 1;
    const [from, to] = [days[first]?.name ?? '', days[next - 1]?.name ?? ''];
    const named =
      first === next - 1 ? from : first === 0 && next === 7 ? 'every day' : `${from}–${to}`;
    if (text !== '') parts.push(`${named} ${text}`);
    first = next;
  }
  return parts.length === 0 ? 'never' : parts.join(', ');
}

/** What a manager has to say of a group, in words. */
export function needsText(needs: FittedGroup['needs_input']): string {
  return needs
    .map((need) => (need === 'machines' ? 'how many machines it has' : 'how they work'))
    .join(' and ');
}
