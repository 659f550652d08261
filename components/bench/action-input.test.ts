import { expect, test } from 'vitest';
import { readActionForm } from './action-input';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test('what is filled in is sent, what is empty is not', () => {
  expect(readActionForm(form({ device: 'A1', reason: '  ', comment: ' late ' }), 'UTC')).toEqual({
    ok: true,
    input: { device: 'A1', comment: 'late' },
  });
});

test('a password is sent as it was typed', () => {
  expect(readActionForm(form({ password: ' two spaces ' }), 'UTC')).toEqual({
    ok: true,
    input: { password: ' two spaces ' },
  });
});

test('a time is of the lab’s clock', () => {
  expect(readActionForm(form({ occurred_at: '2026-07-01T08:30' }), 'Europe/Berlin')).toEqual({
    ok: true,
    input: { occurred_at: '2026-07-01T06:30:00.000Z' },
  });
  expect(readActionForm(form({ occurred_at: '2026-13-01T08:30' }), 'UTC')).toMatchObject({
    ok: false,
    fields: [{ field: 'occurred_at' }],
  });
});
