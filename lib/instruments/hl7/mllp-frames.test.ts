import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mllpDecoder, mllpFrame } from './mllp-frames';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encode = (given: string) => new TextEncoder().encode(given);

/** Everything of a stream that came in pieces of these lengths. */
function decode(stream: Uint8Array, lengths: readonly number[], maxBytes = 1000) {
  const decoder = mllpDecoder(maxBytes);
  const frames = [];
  let at = 0;
  for (let nth = 0; at < stream.length; nth += 1) {
    const length = lengths[nth % lengths.length] ?? 1;
    frames.push(...decoder.push(stream.subarray(at, at + length)));
    at += length;
  }
  return { frames: frames.map(({ kind, bytes }) => [kind, text(bytes)]), decoder };
}

describe('frames of MLLP', () => {
  it('frames a message as the standard has it', () => {
    expect([...mllpFrame('A\r')]).toEqual([0x0b, 0x41, 0x0d, 0x1c, 0x0d]);
  });

  it('takes one as a whole, in pieces, and several at once', () => {
    const stream = encode('\u000bMSH|1\r\u001c\r\u000bMSH|2\r\u001c\r');
    for (const lengths of [[stream.length], [1], [3, 5], [9]]) {
      expect(decode(stream, lengths).frames).toEqual([
        ['message', 'MSH|1\r'],
        ['message', 'MSH|2\r'],
      ]);
    }
  });

  it('needs no carriage return behind a frame, and counts what stands between them', () => {
    const { frames, decoder } = decode(encode('hello\r\n\u000bA\u001c\u000bB\u001c\r\u001c'), [4]);
    expect(frames).toEqual([
      ['message', 'A'],
      ['message', 'B'],
    ]);
    expect(decoder.noiseBytes()).toBe(6);
    expect(decoder.pendingBytes()).toBe(0);
  });

  it('tells of a message that another broke off', () => {
    expect(decode(encode('\u000bMSH|half\u000bMSH|whole\u001c\r'), [2]).frames).toEqual([
      ['broken', 'MSH|half'],
      ['message', 'MSH|whole'],
    ]);
  });

  it('keeps no more of a long one than its head, and goes on after it', () => {
    const long = 'x'.repeat(5000);
    const { frames, decoder } = decode(encode(`\u000b${long}\u001c\r\u000bB\u001c\r`), [700], 3000);
    expect(frames).toEqual([
      ['too_long', 'x'.repeat(2048)],
      ['message', 'B'],
    ]);
    expect(decoder.pendingBytes()).toBe(0);
  });

  it('takes what is just as long as allowed', () => {
    const frames = (length: number) =>
      decode(encode(`\u000b${'x'.repeat(length)}\u001c\r`), [64], 1000).frames.map(
        ([kind]) => kind,
      );
    expect([frames(1000), frames(1001)]).toEqual([['message'], ['too_long']]);
  });

  it('gives every message back, however the stream is cut', () => {
    const message = fc
      .uint8Array({ maxLength: 200 })
      .map((bytes) => bytes.filter((byte) => byte !== 0x0b && byte !== 0x1c));
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        (messages, lengths) => {
          const stream = Uint8Array.from(messages.flatMap((one) => [...mllpFrame(one)]));
          const decoder = mllpDecoder(1000);
          const got: number[][] = [];
          let at = 0;
          for (let nth = 0; at < stream.length; nth += 1) {
            const length = lengths[nth % lengths.length] ?? 1;
            for (const { kind, bytes } of decoder.push(stream.subarray(at, at + length))) {
              expect(kind).toBe('message');
              got.push([...bytes]);
            }
            at += length;
          }
          expect(got).toEqual(messages.map((one) => [...one]));
        },
      ),
    );
  });

  it('never fails, and never holds more than allowed, whatever comes', () => {
    const byte = fc.oneof(fc.constantFrom(0x0b, 0x1c, 0x0d), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(fc.array(byte, { maxLength: 60 }), { maxLength: 20 }), (chunks) => {
        const decoder = mllpDecoder(50);
        for (const chunk of chunks) {
          for (const { kind, bytes } of decoder.push(Uint8Array.from(chunk))) {
            expect(bytes.length).toBeLessThanOrEqual(kind === 'message' ? 50 : 51);
          }
          expect(decoder.pendingBytes()).toBeLessThanOrEqual(50);
        }
      }),
    );
  });
});
