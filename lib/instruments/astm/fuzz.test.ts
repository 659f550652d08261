import { expect, test } from 'vitest';
import { UnreadableMessage } from '../event';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { ASTM_SAMPLES } from '../testing-messages/astm/astm-samples';
import { cpuMilliseconds } from '../testing-messages/cpu-time';
import { fuzzReader } from '../testing-messages/fuzz-reader';
import { FUZZED } from '../testing-messages/fuzzed-readers';
import { intoFrames } from './into-frames';
import { readAstm } from './read-astm';

const context = { timeZone: 'Europe/Berlin', receivedAt: new Date('2026-03-02T12:00:00Z') };
const read = (bytes: Uint8Array) => readAstm(bytes, DEFAULT_TABLE, context);

test('at least twenty messages, each another, that are read', () => {
  const texts = ASTM_SAMPLES.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  expect(new Set(texts).size).toBe(ASTM_SAMPLES.length);
  expect(texts.length).toBeGreaterThanOrEqual(20);
  for (const { bytes } of ASTM_SAMPLES) expect(() => read(bytes)).not.toThrow();
});

test('nothing but events or a refusal comes of what is broken', { timeout: 60_000 }, () => {
  const figures = fuzzReader(FUZZED.astm.samples, FUZZED.astm.read, 6_000, 12);
  const refused = Object.values(figures.refused).reduce((sum, count) => sum + count, 0);
  expect(figures.read + refused).toBe(6_000);
  // Otherwise the faults would be so gross that nothing behind H was tried.
  expect(figures.read).toBeGreaterThan(1_000);
  expect(Object.keys(figures.refused)).toEqual(
    expect.arrayContaining(['malformed', 'bad_checksum', 'incomplete', 'unsupported']),
  );
});

const MIB = 1024 * 1024;
const MOST_MS = 5_000;
const HEADER = 'H|\\^&|||A\r';
const full = (start: string, piece: string, end = '') =>
  start + piece.repeat(Math.floor((MIB - start.length - end.length) / piece.length)) + end;
const numbered = (count: number, record: (nth: number) => string) =>
  HEADER + Array.from({ length: count }, (_, nth) => record(nth)).join('');

test.each([
  ['fields', full(`${HEADER}O`, '|')],
  ['repetitions', full(`${HEADER}O|1|S||^^^A\rR|1|^^^A|`, '5\\', '|||||F\r')],
  ['components', full(`${HEADER}O|1|S||^^^A\rR|1|^^^A|`, '5^', '|||||F\r')],
  ['tests of one order', full(`${HEADER}O|1|S||`, '^^^A\\', '\r')],
  ['escapes', full(`${HEADER}O|1|S||^^^A\rR|1|^^^A|`, '&E&', '|||||F\r')],
  ['escapes that are none', full(`${HEADER}O|1|S||^^^A\rR|1|^^^A|`, '&a', '|||||F\r')],
  ['hexadecimal', full(`${HEADER}O|1|S||^^^A\rR|1|^^^A|&X`, '41', '&|||||F\r')],
  ['empty lines', full(HEADER, '\r\n')],
  ['lines that are no records', full(HEADER, '?\r')],
  ['results', full(`${HEADER}O|1|S||^^^A\r`, 'R|1|^^^A|5|||||F\r')],
  ['results of no order', full(HEADER, 'R|1|^^^A|5\r')],
  ['comments', full(`${HEADER}O|1|S||^^^A\rR|1|^^^A|5|||||F\r`, 'C|1|I|b\r')],
  ['reports of one specimen', full(HEADER, 'O|1|S||^^^A\rR|1|^^^A|5|||||F\r')],
  ['reports of many', numbered(25_000, (nth) => `O|1|S${nth}||^^^A\rR|1|^^^A|5|||||F\r`)],
  ['tests of one specimen', numbered(25_000, (nth) => `O|1|S||^^^A${nth}\rR|1|^^^A|5|||||F\r`)],
  ['orders of one specimen', numbered(35_000, (nth) => `O|1|S||^^^A${nth}|||||||N\r`)],
  ['cancellations', full(HEADER, 'O|1|S|||||||||C\r')],
  ['controls', full(HEADER, 'O|1|Q||^^^A|||||||Q\rR|1|^^^A|5|||||F\r')],
  ['headers', full('', HEADER)],
  ['a number', full(`${HEADER}O|1|`, '7', '||^^^A|||||||N\r')],
  ['a time', full(`${HEADER}O|1|S||^^^A||`, '2', '|||||N\r')],
  ['bytes of nothing', '\u0000'.repeat(MIB)],
  ['beginnings of frames', '\u0002'.repeat(MIB)],
  ['frames that begin and do not end', full('', '\u00021H')],
  ['the talk of the line', '\u0005\u0006'.repeat(MIB / 2)],
])('a mebibyte of %s takes little time', { timeout: 60_000 }, (_, text) => {
  const bytes = Buffer.from(text, 'latin1');
  const ms = cpuMilliseconds(() => {
    try {
      read(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableMessage);
    }
  });
  // What is quadratic takes minutes.
  expect(ms).toBeLessThan(MOST_MS);
});

test('a mebibyte in frames of a byte takes little time', { timeout: 60_000 }, () => {
  const framed = intoFrames([`H|\\^&|${'a'.repeat(MIB / 8)}`], 1);
  const ms = cpuMilliseconds(() => {
    expect(read(framed).events).toEqual([]);
  });
  expect(ms).toBeLessThan(MOST_MS);
});
