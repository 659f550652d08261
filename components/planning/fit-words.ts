import {
  WEEKDAYS,
  weekdayName,
  type OpeningHours,
  type Weekday,
} from '@/lib/labs/calendars/opening-hours';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import type { FittedGroup } from '@/lib/planning/contract';
import type { Distribution, MachineGroup, Service } from '@/lib/planning/model';
import { counted, figureText, listed, shareText } from './number-text';

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

/** What is longer is not read at a glance. */
const GLANCE_LETTERS = 80;

const dayName = (day: Weekday) => weekdayName(day).slice(0, 3);

function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

type Hours =
  | MachineGroup['hours']
  | { readonly [Day in keyof OpeningHours]: readonly (readonly [string, string])[] };

/** Open stretches by weekday, days alike in one: “Mon–Fri 07:00–19:00”. */
function openParts(hours: NonNullable<Hours>): string[] {
  const days = WEEKDAYS.map((day) => ({ name: dayName(day), text: hoursText(hours[day]) }));
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
  return parts;
}

const WEEK_MINUTES = 7 * 24 * 60;

/** The stretches of the week in which it is closed, in minutes from Monday 00:00. */
function closedStretches(hours: NonNullable<Hours>): { from: number; to: number }[] {
  const open = WEEKDAYS.flatMap((day, index) =>
    hours[day].map(([opens, closes]) => {
      const from = index * 24 * 60 + minuteOfDay(opens);
      const to = index * 24 * 60 + minuteOfDay(closes);
      return { from, to: to > from ? to : to + 24 * 60 };
    }),
  ).toSorted((a, b) => a.from - b.from);
  // What Sunday leaves open after midnight is of Monday.
  let until = Math.max(0, ...open.map(({ to }) => to - WEEK_MINUTES));
  const closed: { from: number; to: number }[] = [];
  for (const { from, to } of [...open, { from: WEEK_MINUTES, to: WEEK_MINUTES }]) {
    if (from > until) closed.push({ from: until, to: from });
    until = Math.max(until, to);
  }
  return closed;
}

function closedText({ from, to }: { from: number; to: number }): string {
  const at = (minute: number) => {
    const clock = minute % (24 * 60);
    return [clock / 60, clock % 60].map((part) => String(Math.floor(part)).padStart(2, '0'));
  };
  const dayOf = (minute: number) => dayName(WEEKDAYS[Math.floor(minute / 24 / 60)] ?? '7');
  const ends = to % (24 * 60) === 0 ? '24:00' : at(to).join(':');
  const [first, last] = [dayOf(from), dayOf(to - 1)];
  return `${first} ${at(from).join(':')}–${first === last ? '' : `${last} `}${ends}`;
}

/**
 * Hours of a week in a line: “Mon–Fri 07:00–19:00, Sat 08:00–12:00”, “at any hour”, or, where that
 * is shorter, when it is closed: “at any hour but Wed 03:00–07:00”.
 */
export function weekHoursText(hours: Hours): string {
  if (hours === null) return 'at any hour';
  const open = openParts(hours);
  if (open.length === 0) return 'never';
  const [closed, openText] = [closedStretches(hours).map(closedText), open.join(', ')];
  if (closed.length === 0) return 'at any hour';
  const butText = `at any hour but ${listed(closed, closed.length)}`;
  return open.length > 2 && butText.length < openText.length ? butText : openText;
}

/** Hours in a line that is read at a glance, and all of them where that is not all. */
export function shortHours(hours: Hours): { text: string; all: string | null } {
  const all = weekHoursText(hours);
  if (hours === null || all.length <= GLANCE_LETTERS) return { text: all, all: null };
  const closed = closedStretches(hours).reduce((sum, { from, to }) => sum + to - from, 0);
  const days = WEEKDAYS.filter((day) => hours[day].length > 0).length;
  const open = (WEEK_MINUTES - closed) / 60;
  return { text: `${figureText(open)} h a week, on ${counted(days, 'day')}`, all };
}

/** What a manager has to say of a group, in words. */
export function needsText(needs: FittedGroup['needs_input']): string {
  return needs
    .map((need) => (need === 'machines' ? 'how many machines it has' : 'how they work'))
    .join(' and ');
}
