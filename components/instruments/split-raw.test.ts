import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRaw } from './split-raw';

const told = (line: ReturnType<typeof splitRaw>[number] | undefined) =>
  line?.fields.map(({ text, title }) => `${title}=${text}`);

test('a segment is its fields, by the names of HL7', () => {
  const [header, result] = splitRaw('hl7', '\u240bMSH|^~\\&|LAB|X\nOBX|1|NM|K||4.1\n\u241c\n');
  expect(header?.lead).toBe('\u240b');
  expect(told(header)).toEqual([
    'MSH-2 Encoding characters=^~\\&',
    'MSH-3 Sending application=LAB',
    'MSH-4 Sending facility=X',
  ]);
  expect(told(result)).toContain('OBX-5 Value=4.1');
});

test('a record is its fields, after the number of its frame', () => {
  const lines = splitRaw('astm', '\u2405\n\u24021H|\\^&\n\u2403A3\n\u24022R|1|^^^K|4.1\n');
  expect(lines.map(({ lead, name }) => [lead, name])).toEqual([
    ['\u2405', null],
    ['\u24021', 'H'],
    ['\u2403A3', null],
    ['\u24022', 'R'],
  ]);
  expect(told(lines[3])).toEqual(['R-2 Number=1', 'R-3 Analyte=^^^K', 'R-4 Value=4.1']);
});

test('a field nobody named says where it stands', () => {
  expect(told(splitRaw('hl7', 'ZZZ|a')[0])).toEqual(['ZZZ-1=a']);
});

test('JSON is laid out, and stands as it came where it cannot be read', () => {
  expect(splitRaw('json', '{"a":1}').map(({ lead }) => lead)).toEqual(['{', '  "a": 1', '}']);
  expect(splitRaw('json', '{"a":').map(({ lead }) => lead)).toEqual(['{"a":']);
});

test('no character is lost', () => {
  const text = fc.string({
    unit: fc.constantFrom('M', 'S', 'H', 'O', 'R', '|', '^', '1', 'a', ' ', '\u2402', '\u2403'),
  });
  fc.assert(
    fc.property(fc.constantFrom('hl7', 'astm'), fc.array(text), (format, lines) => {
      const raw = lines.join('\n');
      const again = splitRaw(format, raw)
        .map(({ lead, name, separator, fields }) =>
          [lead + (name ?? ''), ...fields.map((field) => field.text)].join(separator),
        )
        .join('\n');
      expect(again).toBe(raw.replace(/\n$/, ''));
    }),
  );
});
