import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LabTime } from './lab-time';

const time = '2026-07-01T22:30:15.000Z';

test('shows the clock of the lab, and the exact time on hover', () => {
  render(<LabTime time={time} timeZone="Europe/Berlin" />);
  const shown = screen.getByText('02 Jul 2026 00:30');
  expect(shown.getAttribute('datetime')).toBe(time);
  expect(shown.title).toBe('02 Jul 2026 00:30:15 UTC+02:00 (Europe/Berlin)');
});

test('shows the day or the clock alone', () => {
  render(<LabTime time={time} timeZone="America/St_Johns" shape="day" />);
  expect(screen.getByText('01 Jul 2026').title).toContain('UTC-02:30 (America/St Johns)');
  render(<LabTime time={time} timeZone="UTC" shape="clock" />);
  expect(screen.getByText('22:30').title).toContain('UTC+00:00');
});

test('a time there is not is a dash', () => {
  const { container } = render(<LabTime time={null} timeZone="UTC" />);
  expect(container.textContent).toBe('–');
});
