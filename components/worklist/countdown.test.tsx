import { act, cleanup, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Countdown } from './countdown';
import { ServerClock } from './server-clock';

const DRAWN = '2026-03-02T12:00:00.000Z';
const row = (
  due: string | null,
  risk: string | null,
  urgency: 'in_time' | 'no_due' = 'in_time',
) => ({
  due_at: due,
  at_risk_from: risk,
  urgency,
});

function view(timed: ReturnType<typeof row>, drawn = DRAWN) {
  return (
    <ServerClock drawn={drawn}>
      <Countdown row={timed} timeZone="Europe/Berlin" />
    </ServerClock>
  );
}

function forward(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

describe('a countdown', () => {
  beforeEach(() => {
    // This browser's clock is an hour slow.
    vi.useFakeTimers({ now: new Date('2026-03-02T11:00:00Z') });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('runs by the server’s clock, whatever the browser’s own says', () => {
    const timed = row('2026-03-02T12:11:30Z', '2026-03-02T12:09:00Z');
    expect(renderToString(view(timed))).toContain('11 min left');
    render(view(timed));
    expect(screen.getByText('11 min left')).toBeTruthy();
    forward(120_000);
    expect(screen.getByText('9:30 left').className).not.toContain('text-warning');
    forward(7 * 60_000);
    expect(screen.getByText('2:30 left').className).toContain('text-warning');
    forward(150_000);
    expect(screen.getByText('0:00 left').className).toContain('text-warning');
    forward(1_000);
    expect(screen.getByText('0:01 over').className).toContain('text-danger');
    forward(3_600_000);
    expect(screen.getByText('1 h 00 min over')).toBeTruthy();
  });

  it('goes on where it was when an old page is shown again', () => {
    const drawn = '2026-03-02T12:00:00.001Z';
    const timed = row('2026-03-02T13:00:00Z', null);
    render(view(timed, drawn));
    expect(screen.getByText('59 min left')).toBeTruthy();
    cleanup();
    forward(20 * 60_000);
    render(view(timed, drawn));
    expect(screen.getByText('39 min left')).toBeTruthy();
  });

  it('says so where nothing runs', () => {
    render(view(row(null, null, 'no_due')));
    expect(screen.getByText('No deadline')).toBeTruthy();
    expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
    cleanup();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows no time against what was amended after its due time', () => {
    render(view(row('2026-03-02T11:00:00Z', null, 'no_due')));
    expect(screen.getByText('No deadline')).toBeTruthy();
  });
});
