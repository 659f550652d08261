import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnreadableMessage } from '../event';
import { frameChecksum } from './control-bytes';
import { intoFrames } from './into-frames';
import { isFramed, joined, unframe } from './unframe';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const [STX, ETX, ETB, ENQ, EOT, ACK] = ['\u0002', '\u0003', '\u0017', '\u0005', '\u0004', '\u0006'];

/** A frame as LIS1-A has it; `checksum` is the right one unless given. */
function frame(number: number, text: string, end = ETX, checksum?: string): string {
  const body = `${number}${text}${end}`;
  return `${STX}${body}${checksum ?? frameChecksum(bytesOf(body))}\r\n`;
}
const read = (text: string) => textOf(unframe(bytesOf(text)));
function refusal(text: string): { code: string; message: string } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UnreadableMessage) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('was read');
}

test('the checksum is the sum of number, text and end, modulo 256, as two digits', () => {
  // 0x31 '1' + 0x48 'H' + 0x0d + 0x03 = 0x89
  expect(frameChecksum(bytesOf('1H\r\u0003'))).toBe('89');
  // 0x34 '4' + 0x4c 'L' + '|1|N' + CR + ETX: 0x34+0x4c+0x7c+0x31+0x7c+0x4e+0x0d+0x03 = 0x207
  expect(frameChecksum(bytesOf('4L|1|N\r\u0003'))).toBe('07');
  expect(frameChecksum(new Uint8Array())).toBe('00');
});

test('a frame by its bytes', () => {
  expect(read('\u00021H\r\u000389\r\n')).toBe('H\r');
});

describe('frames put together', () => {
  test.each([
    ['a record a frame', frame(1, 'H|\r') + frame(2, 'L|1\r'), 'H|\rL|1\r'],
    ['a record over three', frame(1, 'H|a', ETB) + frame(2, 'b', ETB) + frame(3, 'c\r'), 'H|abc\r'],
    ['with the talk of the line', `${ENQ}${ACK}${frame(1, 'H|\r')}${ACK}\r\n${EOT}`, 'H|\r'],
    ['an end that leaves CR out', frame(1, 'H|') + frame(2, 'L'), 'H|\rL\r'],
    [
      'numbers from 7 to 0',
      [1, 2, 3, 4, 5, 6, 7, 0, 1].map((n) => frame(n, 'H')).join(''),
      'H\r'.repeat(9),
    ],
    ['two transmissions', `${ENQ}${frame(1, 'H')}${EOT}${ENQ}${frame(1, 'H')}${EOT}`, 'H\rH\r'],
    ['a message in the middle of a transmission', frame(5, 'H|\r') + frame(6, 'L\r'), 'H|\rL\r'],
    [
      'a frame sent twice',
      frame(1, 'H') + frame(2, 'P') + frame(2, 'P') + frame(3, 'L'),
      'H\rP\rL\r',
    ],
    [
      'a damaged frame sent again',
      frame(1, 'H') + frame(2, 'X', ETX, '00') + frame(2, 'P'),
      'H\rP\r',
    ],
    [
      'small hexadecimal digits',
      frame(1, 'H|', ETX, frameChecksum(bytesOf(`1H|${ETX}`)).toLowerCase()),
      'H|\r',
    ],
    ['without CR LF between', frame(1, 'H').trimEnd() + frame(2, 'L').trimEnd(), 'H\rL\r'],
    ['an empty one', frame(1, 'H') + frame(2, ''), 'H\r\r'],
  ])('%s', (_, sent, text) => {
    expect(read(sent)).toBe(text);
  });
});

describe('what is wrong with them, and where', () => {
  test.each([
    [
      'a bad checksum',
      frame(1, 'H') + frame(2, 'P', ETX, 'ZZ') + frame(3, 'L'),
      'bad_checksum',
      'frame 2 of the body: the checksum sent is ZZ, its bytes make',
    ],
    ['a byte that changed', frame(1, 'H|abc').replace('abc', 'abd'), 'bad_checksum', 'frame 1'],
    [
      'two damaged ones',
      frame(1, 'H', ETX, '00') + frame(2, 'P', ETX, '00'),
      'bad_checksum',
      'frame 1',
    ],
    [
      'a last one that is damaged',
      frame(1, 'H') + frame(2, 'L', ETX, '00'),
      'bad_checksum',
      'frame 2',
    ],
    [
      'no checksum that is one',
      frame(1, 'H', ETX, '\r\n'),
      'bad_checksum',
      'frame 1 of the body: the checksum sent is none',
    ],
    [
      'one that is missing',
      frame(1, 'H') + frame(3, 'L'),
      'incomplete',
      'the frame with the number 2 is missing: frame 2 of the body has 3',
    ],
    [
      'a first one that is missing',
      frame(2, 'P') + frame(3, 'L'),
      'incomplete',
      'number 1 is missing',
    ],
    [
      'one whose end did not come',
      `${frame(1, 'H')}${STX}2P|1`,
      'incomplete',
      'frame 2 of the body is cut short',
    ],
    [
      'one cut off at its checksum',
      frame(1, 'H').slice(0, -3),
      'incomplete',
      'frame 1 of the body is cut short',
    ],
    [
      'one in which another begins',
      `${STX}1H|${frame(2, 'L')}`,
      'incomplete',
      'frame 1 of the body is cut short',
    ],
    [
      'a continuation that did not come',
      frame(1, 'H', ETB),
      'incomplete',
      'frame 1 of the body says that it goes on',
    ],
    [
      'a continuation before the end',
      `${frame(1, 'H', ETB)}${EOT}${ENQ}${frame(1, 'H')}`,
      'incomplete',
      'goes on',
    ],
    [
      'the same number, another text',
      frame(1, 'H') + frame(2, 'P') + frame(2, 'O'),
      'incomplete',
      'number 3 is missing',
    ],
    [
      'no number',
      `${STX}xH${ETX}${frameChecksum(bytesOf(`xH${ETX}`))}`,
      'malformed',
      'frame 1 of the body has no number',
    ],
    ['text between', `${frame(1, 'H')}junk${frame(2, 'L')}`, 'malformed', 'text after frame 1'],
    ['no frame at all', `${ENQ}${EOT}`, 'incomplete', 'no frame in the body'],
  ])('%s', (_, sent, code, said) => {
    const refused = refusal(sent);
    expect(refused.code).toBe(code);
    expect(refused.message.toLowerCase()).toContain(said.toLowerCase());
  });
});

test('framed is what begins with a frame, whatever talk stands before it', () => {
  expect(isFramed(bytesOf(frame(1, 'H')))).toBe(true);
  expect(isFramed(bytesOf(`\r\n${ENQ}${STX}`))).toBe(true);
  expect(isFramed(bytesOf(ENQ))).toBe(true);
  expect(isFramed(bytesOf('H|\\^&'))).toBe(false);
  expect(isFramed(bytesOf(`${ENQ}H|\\^&`))).toBe(false);
  expect(isFramed(new Uint8Array())).toBe(false);
});

const record = fc.stringMatching(/^[A-Z][ -~]{0,400}$/);

test('what is put into frames comes out again, however long they are', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 240 }),
      (records, most) => {
        expect(textOf(unframe(intoFrames(records, most)))).toBe(`${records.join('\r')}\r`);
      },
    ),
  );
});

test('a byte that changes on the way is noticed, or changes nothing', () => {
  const sent = intoFrames(['H|\\^&|1', 'P|1', 'L|1|N'], 5);
  const right = textOf(unframe(sent));
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: sent.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, change) => {
        const damaged = joined([sent]);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        try {
          expect(textOf(unframe(damaged))).toBe(right);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableMessage);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
