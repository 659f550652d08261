import type { Tone } from '@/components/ui/tone';
import type { CardField } from '@/lib/alerts/channels/card-settings';
import type { Channel } from '@/lib/alerts/channels/contract';
import { hoursText } from '@/lib/labs/calendars/hours-text';
import { WEEKDAYS, weekdayName, type OpeningHours } from '@/lib/labs/calendars/opening-hours';

/** What a card may show besides what is the matter and of how many, as people choose it. */
export const CARD_FIELD_LABELS: Record<CardField, { label: string; hint: string }> = {
  worst: { label: 'The worst of them', hint: 'How far over each is; with its number if told.' },
  assays: { label: 'Top assays', hint: 'Those with the most alerts.' },
  window: { label: 'The window', hint: 'Since when, or what a rate was taken over.' },
  labels: { label: 'Where', hint: 'What all of them share: a department, a device.' },
  waiting: { label: 'What waits', hint: 'The tests behind a device that is down.' },
};

/** What a card shows, in a line. */
export function cardText({ detail, fields, top }: Channel['card']): string {
  const lists = fields.includes('worst') || fields.includes('assays');
  return [
    detail === 'counts' ? 'Counts and a link' : 'Specimen numbers too',
    ...fields.map((field) => CARD_FIELD_LABELS[field].label.toLowerCase()),
    ...(lists ? [`${top} at most`] : []),
  ].join(', ');
}

export const HEALTH: Record<Channel['health']['state'], { label: string; tone: Tone }> = {
  unused: { label: 'Not used yet', tone: 'neutral' },
  ok: { label: 'Works', tone: 'positive' },
  failing: { label: 'Failing', tone: 'danger' },
  off: { label: 'Off', tone: 'neutral' },
};

const short = (day: (typeof WEEKDAYS)[number]) => weekdayName(day).slice(0, 3);

/** Hours in a line, days alike taken together: “Mon–Fri 08:00–18:00; Sat 09:00–12:00”. */
export function hoursSummary(hours: OpeningHours | null): string {
  if (hours === null) return 'At any hour';
  const runs: { from: number; to: number; text: string }[] = [];
  for (const [index, day] of WEEKDAYS.entries()) {
    const text = hoursText(hours[day]);
    const last = runs.at(-1);
    if (text === '') continue;
    if (last?.to === index - 1 && last.text === text) last.to = index;
    else runs.push({ from: index, to: index, text });
  }
  if (runs.length === 0) return 'Never, but for what is critical';
  return runs
    .map(({ from, to, text }) => {
      const [first, last] = [WEEKDAYS[from] ?? '1', WEEKDAYS[to] ?? '7'];
      return `${from === to ? short(first) : `${short(first)}–${short(last)}`} ${text}`;
    })
    .join('; ');
}
