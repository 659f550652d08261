import { expect, test } from 'vitest';
import { readHoursForm } from './hours-form';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test('each weekday is read by itself, nothing is closed', () => {
  const data = form({
    effective_from: '2026-07-01',
    'opening_hours.1': '8-12, 13-16',
    'opening_hours.7': '22:00–06:00',
  });
  expect(readHoursForm(data)).toEqual({
    ok: true,
    given: {
      effective_from: '2026-07-01',
      opening_hours: {
        '1': [
          ['08:00', '12:00'],
          ['13:00', '16:00'],
        ],
        '2': [],
        '3': [],
        '4': [],
        '5': [],
        '6': [],
        '7': [['22:00', '06:00']],
      },
    },
  });
});

test('what is no hours is named at its weekday', () => {
  const data = form({ 'opening_hours.2': 'mornings', 'opening_hours.3': '8-12, 11-13' });
  expect(readHoursForm(data)).toMatchObject({
    ok: false,
    fields: [{ field: 'opening_hours.2' }, { field: 'opening_hours.3' }],
  });
});
