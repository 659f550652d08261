import { describe, expect, it } from 'vitest';
import { judgeAttempt } from './deliver-channel';
import { FAILURES, failureOfStatus, failureText } from './failures';
import type { Attempted } from './post-notification';
import { SCHEDULE } from './retry-schedule';
import type { TakenNotification } from './take-notification';

const beganAt = new Date('2026-03-01T08:00:00Z');
const HOUR = 3_600_000;

function taken(given: Partial<TakenNotification> = {}): TakenNotification {
  return {
    id: 'n',
    channel: { id: 'c', kind: 'teams', url: new Uint8Array(), secret: null },
    payload: {},
    attempts: 1,
    channelFailures: 0,
    queuedAt: beganAt,
    beganAt,
    requestId: 'r',
    ...given,
  };
}

function attempted(given: Partial<Attempted> = {}): Attempted {
  const failed = { outcome: 'server_error', status: 500, judgement: 'passing' } as const;
  return { ...failed, askedMs: null, durationMs: 100, ...given };
}

const judge = (one: Partial<TakenNotification>, what: Partial<Attempted>, doubting = false) =>
  judgeAttempt(taken(one), attempted(what), { random: 1, doubting, schedule: SCHEDULE });

describe('after an attempt', () => {
  it('that was accepted it is sent', () => {
    expect(judge({}, { judgement: 'ok', outcome: 'ok', status: 202 })).toEqual({ is: 'sent' });
  });

  it('that can never be accepted it is dead', () => {
    expect(judge({}, { judgement: 'permanent', status: 410 })).toEqual({ is: 'dead' });
  });

  it.each([
    ['its first failure', { attempts: 1 }, 5_000],
    ['its third', { attempts: 3 }, 20_000],
    ['the first of it, on a channel that failed before', { channelFailures: 5 }, 160_000],
  ])('it waits, and its channel with it, after %s', (_, one, waitMs) => {
    expect(judge(one, {})).toEqual({ is: 'waits', waitMs, pause: true });
  });

  it('it waits as long as the receiver asks', () => {
    const verdict = judge({ attempts: 9 }, { status: 429, askedMs: 40 * 60_000 });
    expect(verdict).toEqual({ is: 'waits', waitMs: 44 * 60_000, pause: true });
  });

  it.each([
    ['often, with an answer', {}, false, false],
    ['often, but so does the next', {}, true, true],
    ['without an answer', { status: null }, false, true],
    ['as it asks for fewer', { status: 503, askedMs: 1_000 }, false, true],
    ['with too many', { status: 429 }, false, true],
  ])('it holds up the others unless it alone fails: %s', (_, what, doubting, pause) => {
    expect(judge({ attempts: 5 }, what, doubting)).toMatchObject({ is: 'waits', pause });
  });

  it('it is given up after a day', () => {
    const queuedAt = new Date(beganAt.getTime() - 24 * HOUR);
    expect(judge({ attempts: 50, queuedAt }, {})).toMatchObject({ is: 'given_up' });
    expect(judge({ attempts: 1, queuedAt }, {})).toMatchObject({ is: 'waits' });
  });
});

describe('a failure', () => {
  it.each([
    [301, 'redirected'],
    [400, 'bad_request'],
    [404, 'not_found'],
    [418, 'refused'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [599, 'server_error'],
    [101, 'unexpected'],
  ] as const)('of status %i is %s', (status, word) => expect(failureOfStatus(status)).toBe(word));

  it('has words for people, and an accepted attempt has none', () => {
    expect(failureText('gone')).toBe(FAILURES.gone);
    expect(failureText('a word of another version')).toBe(FAILURES.failed);
    expect(failureText('toString')).toBe(FAILURES.failed);
    expect(failureText('ok')).toBeNull();
    expect(failureText(null)).toBeNull();
  });
});
