import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChannelKind as StoredKind } from '@/lib/platform/db/generated/client';
import { makeWebhookSecret } from '@/lib/platform/webhooks/standard-webhooks';
import { CARD_FIELDS, type CardSettings } from './card-settings';
import { CHANNEL_KIND_NAMES } from './contract';
import { CHANNEL_KINDS } from './kind-list';
import { showNotice } from './shown-notice';
import { anyNotice, numbersOf } from './testing-notices';

const APP = 'https://bench.example.org';
const AT = new Date('2026-03-02T12:00:00.400Z');
const ALL: CardSettings = { detail: 'specimens', fields: [...CARD_FIELDS], top: 25 };
/** No receiver of messages needs more, and the outbox keeps every one. */
const MOST_BYTES = 256 * 1024;

it('is known by the same names to the list, the interface and the database', () => {
  const listed = CHANNEL_KINDS.map(({ name }) => name);
  expect(listed).toEqual([...CHANNEL_KIND_NAMES]);
  expect(listed.toSorted()).toEqual(Object.values(StoredKind).toSorted());
});

describe.each(CHANNEL_KINDS.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  it('tells no specimen number with counts alone', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyNotice, (notice) => {
        const told = JSON.stringify(
          kind.render(showNotice(notice, { ...ALL, detail: 'counts' }, APP)),
        );
        for (const number of numbersOf(notice)) expect(told).not.toContain(number);
      }),
      { numRuns: 50 },
    );
  });

  it('says the same of the same, bounded, as the outbox can keep it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyNotice, (notice) => {
        const payload = kind.render(showNotice(notice, ALL, APP));
        const text = JSON.stringify(payload);
        expect(JSON.stringify(kind.render(showNotice(notice, ALL, APP)))).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toBe(text);
        expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
        // PostgreSQL takes neither of them into jsonb.
        expect(text).not.toMatch(/\\u0000|\\u[dD][89a-fA-F]/);
      }),
      { numRuns: 50 },
    );
  });

  it('posts JSON, the payload as it was kept', () => {
    const secret = kind.signed ? makeWebhookSecret() : null;
    const payload = { kept: ['ü', 1, null] };
    const { headers, body } = kind.request(payload, { id: 'n1', at: AT, secret });
    expect(JSON.parse(body)).toEqual(payload);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.stringify(headers)).not.toContain(secret ?? 'whsec_');
  });

  it('takes 2xx for accepted, patience for passing, and the rest for permanent', () => {
    for (const status of [200, 201, 202, 204]) expect(kind.judge(status)).toBe('ok');
    for (const status of [408, 429, 500, 502, 503, 504]) expect(kind.judge(status)).toBe('passing');
    for (const status of [301, 302, 307, 400, 401, 403, 404, 410, 413]) {
      expect(kind.judge(status)).toBe('permanent');
    }
  });

  it('leaves receivers in peace', () => {
    expect(kind.apartMs).toBeGreaterThanOrEqual(0);
    expect(kind.title).not.toBe('');
    expect(kind.hint).toMatch(/\.$/);
  });
});

it('keeps to the four a second that Teams takes', () => {
  expect(CHANNEL_KINDS.find(({ name }) => name === 'teams')?.apartMs).toBeGreaterThanOrEqual(250);
});
