import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableMessage } from '../event';
import { parseHl7 } from './parse-segments';
import { message, readText, resultsOf } from './testing-read';
import { USUAL_SEPARATORS } from './separators';
import { unescape } from './unescape';

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0));
const MSH = 'MSH|^~\\&|A|B|C|D|20260304||ORU^R01|1|P|2.5';
const withSet = (set: string) => `${MSH}||||||${set}`;
const ids = (text: string) => parseHl7(bytes(text)).segments.map(({ id }) => id);
const nte = (given: Uint8Array) => {
  const { segments, remarks } = parseHl7(given);
  return { text: segments[1]?.value(3), remarks };
};

describe('lines, frames and marks', () => {
  it.each([
    ['carriage returns', `${MSH}\rPID|1\rOBR|1\r`],
    ['line feeds', `${MSH}\nPID|1\nOBR|1\n`],
    ['both', `${MSH}\r\nPID|1\r\nOBR|1`],
    ['a mixture', `${MSH}\rPID|1\nOBR|1\r\n`],
    ['empty lines', `${MSH}\r\r\n\r  \rPID|1\r\n\nOBR|1`],
    ['a byte-order mark', `\uFEFF${MSH}\rPID|1\rOBR|1`],
    ['a frame', `\u000b${MSH}\rPID|1\rOBR|1\r\u001c\r`],
    ['a frame and a mark', `\u000b\uFEFF${MSH}\rPID|1\rOBR|1\r\u001c\r`],
    ['the end of a frame alone', `${MSH}\rPID|1\rOBR|1\r\u001c`],
    ['blanks before', `\r\n ${MSH}\r PID|1\rOBR|1`],
  ])('reads segments that end with %s', (_, text) => {
    expect(ids(text)).toEqual(['MSH', 'PID', 'OBR']);
  });

  it('takes nothing behind the frame, and names what is no segment', () => {
    expect(ids(`\u000b${MSH}\rPID|1\r\u001c\rOBR|1`)).toEqual(['MSH', 'PID']);
    const { segments, remarks } = parseHl7(bytes(`${MSH}\rPID|1\r??\r\u0000\u0000\rx|1`));
    expect(segments).toHaveLength(2);
    expect(remarks).toEqual(['2 lines are no segments and were left out; the first is line 3.']);
  });

  it('keeps a line feed within a segment as text', () => {
    expect(nte(bytes(`${MSH}\rNTE|1||one\ntwo\rPID|1`)).text).toBe('one\ntwo');
  });

  it.each([
    ['', 'The message is empty.'],
    ['\u000b\u001c\r', 'The message is empty.'],
    ['PID|1', /begins with MSH/],
    ['BHS|^~\\&', /begins with MSH/],
    ['MSH', /MSH-1 and MSH-2/],
    ['MSHA^~B&A', /MSH-1 and MSH-2/],
    ['MSH|^^\\&|', /MSH-1 and MSH-2/],
    ['MSH|^~\\&&&&&|', /MSH-1 and MSH-2/],
    [`${MSH}\rPID|1\r${MSH}`, 'Line 3 begins a second message; send each by itself.'],
  ])('refuses %j as AR', (text, reason) => {
    const read = () => parseHl7(bytes(text));
    expect(read).toThrow(reason);
    expect(read).toThrow(expect.objectContaining({ code: 'malformed', hl7: 'AR' }));
  });

  it('takes the separators that MSH names, however few', () => {
    const value = (text: string) => parseHl7(bytes(text)).segments[1]?.value(1, 2);
    expect(value('MSH|^~\\&|\rZZZ|a^b')).toBe('b');
    expect(value('MSH$!*?%$\rZZZ$a!b')).toBe('b');
    expect(value('MSH|^~\\&#|\rZZZ|a^b')).toBe('b');
    expect(value('MSH|^|\rZZZ|a^b&c')).toBe('b&c');
    expect(value('MSH||\rZZZ|a^b')).toBe('b');
  });
});

describe('character sets', () => {
  it('follows MSH-18', () => {
    expect(nte(bytes(`${withSet('UNICODE UTF-8')}\rNTE|1||µg Å`))).toEqual({
      text: 'µg Å',
      remarks: [],
    });
    expect(nte(latin1(`${withSet('8859/1')}\rNTE|1||µg Å`))).toEqual({ text: 'µg Å', remarks: [] });
    expect(nte(latin1(`${withSet('8859/2')}\rNTE|1||\u00b1`)).text).toBe('ą');
    expect(nte(bytes(`${withSet('ASCII')}\rNTE|1||plain`))).toEqual({ text: 'plain', remarks: [] });
    const japanese = latin1(`${withSet('ASCII~ISO IR87')}\rNTE|1||\u001b$B8!\u001b(B`);
    expect(nte(japanese).text).toBe('検');
  });

  it('reads UTF-8, else Latin-1, where none is named or the bytes are not what is named', () => {
    expect(nte(bytes(`${MSH}\rNTE|1||µg`))).toEqual({ text: 'µg', remarks: [] });
    expect(nte(latin1(`${MSH}\rNTE|1||µg`))).toEqual({
      text: 'µg',
      remarks: ['MSH-18 names no character set for what is not ASCII; read as Latin-1.'],
    });
    expect(nte(latin1(`${withSet('UNICODE UTF-8')}\rNTE|1||µg`))).toEqual({
      text: 'µg',
      remarks: [
        'MSH-18: the character set “UNICODE UTF-8” is not what its bytes are; read as Latin-1.',
      ],
    });
    expect(nte(bytes(`${withSet('KLINGON')}\rNTE|1||µg`))).toEqual({
      text: 'µg',
      remarks: ['MSH-18: the character set “KLINGON” is not known here; read as UTF-8.'],
    });
  });

  it('reads UTF-16 by its mark', () => {
    const text = `${MSH}\rNTE|1||µg`;
    const little = new Uint8Array(2 + text.length * 2);
    little.set([0xff, 0xfe]);
    [...text].forEach((one, at) =>
      little.set([one.charCodeAt(0) & 0xff, one.charCodeAt(0) >> 8], 2 + at * 2),
    );
    expect(nte(little).text).toBe('µg');
  });
});

describe('escapes', () => {
  it.each([
    ['\\F\\\\S\\\\T\\\\R\\\\E\\', '|^&~\\'],
    ['a\\.br\\b\\.sp2\\c\\.ce\\d', 'a\nb\n\nc\nd'],
    ['\\H\\bold\\N\\', 'bold'],
    ['\\X41\\\\XC2B5\\', 'Aµ'],
    ['\\X00\\a\\X0B\\', 'a'],
    ['\\.in+4\\text\\.sk3\\x', 'text   x'],
    ['\\Zown\\a\\C2842\\b', 'ab'],
    // What is no sequence is text.
    ['C:\\temp\\x', 'C:\\temp\\x'],
    ['a\\', 'a\\'],
    ['\\X4\\', '\\X4\\'],
    ['\\XZZ\\', '\\XZZ\\'],
    ['5\\F', '5\\F'],
    ['\\\\', '\\\\'],
    ['a\u0000b\u0007c', 'abc'],
  ])('reads %j as %j', (raw, text) => {
    expect(unescape(raw, USUAL_SEPARATORS, 'utf-8')).toBe(text);
  });

  it('gives back whatever was escaped', () => {
    const sequences: Readonly<Record<string, string>> = {
      '|': 'F',
      '^': 'S',
      '&': 'T',
      '~': 'R',
      '\\': 'E',
    };
    const text = fc
      .array(fc.constantFrom('|', '^', '&', '~', '\\', 'a', 'µ', ' 1', '.br'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const escaped = Array.from(given, (one) =>
          sequences[one] ? `\\${sequences[one]}\\` : one,
        );
        expect(unescape(escaped.join(''), USUAL_SEPARATORS, 'utf-8')).toBe(given);
        const read = readText(
          message('ORU^R01', 'OBR|1||S1|A', `OBX|1|ST|A||x${escaped.join('')}x||||||F`),
        );
        expect(resultsOf(read)[0]?.value).toBe(`x${given}x`);
      }),
    );
  });
});

describe('what kind of message it is', () => {
  const kindOf = (type: string) => readText(message(type, 'OBR|1||S1|A')).kind;

  it.each([
    ['ORU^R01^ORU_R01', 'ORU^R01'],
    ['oru^r01', 'ORU^R01'],
    ['ORU', 'ORU^R01'],
    ['OUL^^OUL_R22', 'OUL^R22'],
    ['ACK^R01^ACK', 'ACK'],
    ['ACK', 'ACK'],
  ])('takes %s as %s', (type, kind) => expect(kindOf(type)).toBe(kind));

  it.each(['ADT^A01', 'QBP^Q11', 'ORU^R30', 'OUL', 'constructor^x'])('refuses %s as AR', (type) => {
    try {
      kindOf(type);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableMessage);
      expect(error).toMatchObject({ code: 'unsupported', hl7: 'AR' });
    }
  });

  it('refuses a message of no type', () =>
    expect(() => kindOf('')).toThrow('MSH-9 names no message type.'));

  it('knows its number, and says no more remarks than help', () => {
    const lines = Array.from({ length: 200 }, (_, nth) => `OBX|1|ED|A${nth}||x`);
    const read = readText(message('ORU^R01', 'OBR|1||S1|A', ...lines));
    expect(read.controlId).toBe('77');
    expect(read.remarks).toHaveLength(51);
    expect(read.remarks.at(-1)).toBe('And 150 remarks more.');
  });
});

describe('what is told of a message', () => {
  it('holds nothing the database would refuse, however odd the bytes', () => {
    const odd = readText(`${withSet('\u0000KLI\u0007NGON')}\rOBR|1||S1|A|||202603\r`);
    expect(odd.remarks[0]).toBe(
      'MSH-18: the character set “KLINGON” is not known here; read as UTF-8.',
    );
    // Cut in the middle of a character that is two.
    const long = `${'x'.repeat(59)}🧪 in`;
    expect(() => readText(message('ORU^R01', `OBR|1||${long}|A`, 'OBX|1|NM|A||5||||||F'))).toThrow(
      `“${'x'.repeat(59)}…” is no specimen number`,
    );
  });
});
