import { expect, it } from 'vitest';
import { isOpen, readHours } from './channel-hours';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => new Date(text);

it('is always open without hours', () => {
  expect(isOpen(readHours(null), at('2026-03-01T03:00:00Z'), BERLIN)).toBe(true);
});

it('opens and closes by the clock of the lab, the last minute excluded', () => {
  const hours = readHours({ '1': [['08:00', '16:30']] });
  for (const [time, open] of [
    ['2026-03-02T06:59:59.999Z', false],
    ['2026-03-02T07:00:00Z', true],
    ['2026-03-02T15:29:59.999Z', true],
    ['2026-03-02T15:30:00Z', false],
    ['2026-03-03T10:00:00Z', false],
    // In summer an hour earlier.
    ['2026-06-01T06:00:00Z', true],
    ['2026-06-01T14:30:00Z', false],
  ] as const) {
    expect(isOpen(hours, at(time), BERLIN), time).toBe(open);
  }
});

it('stays open past midnight, and all day', () => {
  const night = readHours({ '5': [['22:00', '06:00']], '7': [['00:00', '24:00']] });
  expect(isOpen(night, at('2026-03-06T23:30:00Z'), BERLIN)).toBe(true);
  expect(isOpen(night, at('2026-03-07T04:59:00Z'), BERLIN)).toBe(true);
  expect(isOpen(night, at('2026-03-07T05:00:00Z'), BERLIN)).toBe(false);
  expect(isOpen(night, at('2026-03-08T22:59:59Z'), BERLIN)).toBe(true);
  expect(isOpen(night, at('2026-03-08T23:00:00Z'), BERLIN)).toBe(false);
});
