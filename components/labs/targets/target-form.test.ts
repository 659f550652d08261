import { expect, test } from 'vitest';
import { readNewTargetForm, readTargetForm } from './target-form';

const ZONE = 'Europe/Berlin';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test('times are of the lab’s clock, minutes as people write them', () => {
  const data = form({
    minutes: '1:30',
    time: 'working',
    effective_from: '2026-07-01T08:00',
    effective_to: '',
  });
  expect(readTargetForm(data, ZONE)).toEqual({
    ok: true,
    given: {
      minutes: 90,
      time: 'working',
      effective_from: '2026-07-01T06:00:00.000Z',
      effective_to: null,
    },
  });
});

test('what cannot be read is named at its field', () => {
  // The clocks go forward: there is no half past two.
  const data = form({ minutes: 'soon', effective_from: '2026-03-29T02:30' });
  expect(readTargetForm(data, ZONE)).toMatchObject({
    ok: false,
    fields: [{ field: 'minutes' }, { field: 'effective_from' }],
  });
});

test('what nobody touched keeps its seconds', () => {
  const was = {
    effective_from: '2026-07-01T06:00:12.345Z',
    effective_to: '2026-08-01T06:00:59.999Z',
  };
  const data = form({
    minutes: '60',
    effective_from: '2026-07-01T08:00',
    effective_to: '2026-08-02T08:00',
  });
  expect(readTargetForm(data, ZONE, was)).toMatchObject({
    given: { effective_from: was.effective_from, effective_to: '2026-08-02T06:00:00.000Z' },
  });
});

test('a new target is for all that it does not name', () => {
  const data = form({ minutes: '45', assay: 'GLU', priority: '', location: '', segment: '' });
  expect(readNewTargetForm(data, ZONE)).toMatchObject({
    given: { assay: 'GLU', priority: null, location: null, minutes: 45 },
  });
});
