import { describe, expect, it } from 'vitest';
import type { OpeningHours } from '@/lib/labs/calendars/opening-hours';
import { cardText, hoursSummary } from './channel-words';

const closed: OpeningHours = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
const day = [['08:00', '18:00'] as const];

describe('the hours of a channel in a line', () => {
  it('takes days alike together, and parts those that a day lies between', () => {
    expect(hoursSummary(null)).toBe('At any hour');
    expect(hoursSummary(closed)).toBe('Never, but for what is critical');
    expect(hoursSummary({ ...closed, '1': day, '2': day, '3': day })).toBe('Mon–Wed 08:00–18:00');
    expect(hoursSummary({ ...closed, '1': day, '3': day, '7': [['22:00', '06:00']] })).toBe(
      'Mon 08:00–18:00; Wed 08:00–18:00; Sun 22:00–06:00',
    );
  });
});

describe('what a card shows in a line', () => {
  it('says what is told of specimens first', () => {
    expect(cardText({ detail: 'counts', fields: [], top: 5 })).toBe('Counts and a link');
    expect(cardText({ detail: 'specimens', fields: ['worst', 'window'], top: 3 })).toBe(
      'Specimen numbers too, the worst of them, the window, 3 at most',
    );
    expect(cardText({ detail: 'counts', fields: ['labels'], top: 3 })).toBe(
      'Counts and a link, where',
    );
  });
});
