import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '@/lib/platform/webhooks/standard-webhooks';
import { verifySignature } from './verify-signature';

const text = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const body = '{"type":"device.heartbeat","wert":"größe"}';
const bytes = Buffer.from(body);
const now = new Date('2026-03-01T08:30:00Z');
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));

function headers(given: { secret?: string; id?: string; at?: Date; signature?: string } = {}) {
  const { secret = text, id = 'msg_1', at = now } = given;
  const signature = given.signature ?? new Webhook(secret).sign(id, at, body);
  return { id, timestamp: seconds(at), signature };
}
const secrets = [{ id: 'a', text }];

describe('the signature of a message', () => {
  it('is that of the library of Standard Webhooks', () => {
    expect(verifySignature(headers(), bytes, secrets, now)).toEqual({ secretId: 'a' });
    const { id, timestamp, signature } = headers();
    expect(signatureOf(text, { id, timestamp }, bytes)).toBe(signature);
  });

  it('is one of several, made with one of several secrets', () => {
    const two = [
      { id: 'b', text: other },
      { id: 'a', text },
    ];
    const signature = `v1a,xyz v1,${Buffer.alloc(32).toString('base64')} ${headers().signature}`;
    expect(verifySignature(headers({ signature }), bytes, two, now)).toEqual({ secretId: 'a' });
    expect(verifySignature(headers({ secret: other }), bytes, two, now)).toEqual({ secretId: 'b' });
  });

  it.each([
    ['another secret', headers({ secret: other })],
    ['another id', { ...headers(), id: 'msg_2' }],
    ['another time', { ...headers(), timestamp: seconds(new Date(now.getTime() + 1000)) }],
    ['another version', headers({ signature: headers().signature.replace('v1,', 'v2,') })],
    ['nothing', headers({ signature: 'v1,' })],
    ['beginnings', headers({ signature: headers().signature.slice(0, -2) })],
  ])('does not prove with %s', (_, given) => {
    expect(verifySignature(given, bytes, secrets, now)).toEqual({ fault: 'wrong_signature' });
  });

  it('is over the bytes: those that are no UTF-8 are not all alike', () => {
    const [one, two] = [Buffer.of(0xe9), Buffer.of(0xe8)];
    const proof = { id: 'x', timestamp: seconds(now) };
    const signature = signatureOf(text, proof, one);
    expect(verifySignature({ ...proof, signature }, one, secrets, now)).toEqual({ secretId: 'a' });
    expect(verifySignature({ ...proof, signature }, two, secrets, now)).toEqual({
      fault: 'wrong_signature',
    });
  });

  it('is good for five minutes, either way', () => {
    const at = (offset: number) => headers({ at: new Date(now.getTime() + offset * 1000) });
    for (const good of [-300, 0, 300]) {
      expect(verifySignature(at(good), bytes, secrets, now)).toEqual({ secretId: 'a' });
    }
    for (const stale of [-301, 301]) {
      expect(verifySignature(at(stale), bytes, secrets, now)).toEqual({ fault: 'stale_timestamp' });
    }
    const odd = { ...headers(), timestamp: 'soon' };
    expect(verifySignature(odd, bytes, secrets, now)).toEqual({ fault: 'stale_timestamp' });
  });

  it('needs all its headers, and a secret', () => {
    for (const missing of ['id', 'timestamp', 'signature'] as const) {
      for (const value of [null, '']) {
        expect(verifySignature({ ...headers(), [missing]: value }, bytes, secrets, now)).toEqual({
          fault: 'headers_missing',
        });
      }
    }
    expect(verifySignature(headers(), bytes, [], now)).toEqual({ fault: 'no_secret' });
  });
});
