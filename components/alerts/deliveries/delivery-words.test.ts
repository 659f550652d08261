import { describe, expect, it } from 'vitest';
import { attemptText, deliveryStatus, lastWord, settledText, tookText } from './delivery-words';

describe('a delivery in words', () => {
  it('tells what was dismissed from what nobody has seen', () => {
    expect(deliveryStatus({ status: 'dead', dismissed_at: null }).label).toBe('Given up');
    const seen = { status: 'dead', dismissed_at: '2026-11-21T08:00:00.000Z' } as const;
    expect(deliveryStatus(seen)).toEqual({ label: 'Dismissed', tone: 'neutral' });
  });

  it('says what an attempt came to', () => {
    expect(attemptText({ status: 202, outcome: 'ok', text: null })).toBe('Accepted (202).');
    expect(attemptText({ status: 410, outcome: 'gone', text: 'Taken away.' })).toBe('Taken away.');
  });

  it('says why it was given up rather than what came last', () => {
    const last = {
      at: '2026-11-21T08:00:00.000Z',
      status: 500,
      outcome: 'server_error',
      text: 'x',
    };
    expect(
      lastWord({ status: 'dead', failure_text: 'The channel was removed.', last_attempt: last }),
    ).toBe('The channel was removed.');
    expect(lastWord({ status: 'queued', failure_text: null, last_attempt: null })).toBe(
      'Not tried yet.',
    );
    expect(lastWord({ status: 'queued', failure_text: null, last_attempt: last })).toBe('x');
  });

  it('counts what was settled and what was left', () => {
    expect(settledText({ count: 1, left: 0 }, 'replayed')).toEqual({
      title: '1 notification back in the queue',
      description: undefined,
      tone: 'positive',
    });
    const some = settledText({ count: 1000, left: 2 }, 'dismissed');
    expect(some.title).toBe('1,000 notifications dismissed');
    expect(some.description).toMatch(/^2 notifications were left/);
    expect(settledText({ count: 0, left: 1 }, 'replayed')).toMatchObject({
      title: 'Nothing was replayed',
      tone: 'warning',
    });
  });

  it('says how long an attempt took', () => {
    expect([tookText(7), tookText(999), tookText(1_000), tookText(10_040)]).toEqual([
      '7 ms',
      '999 ms',
      '1.0 s',
      '10.0 s',
    ]);
  });
});
