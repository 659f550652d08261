import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code128 } from './code128';
import { SPECIMEN_NUMBER } from '../contract';
import { isScannable, labelSvg, LABEL_WIDTH_MM, moduleWidthMm } from './label-svg';

/** Widths of bars and spaces by value, as ISO/IEC 15417 prints them; 106 is the stop without its last bar. */
const PATTERNS =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122
321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313
231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131
311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122
141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142
121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 233111`.split(/\s+/);

const [CODE_C, CODE_B, CODE_A, START_A, START_B, START_C, STOP] = [
  99, 100, 101, 103, 104, 105, 106,
];
const SHIFT = 98;

function letterOf(value: number, set: 'A' | 'B'): string {
  if (set === 'A' && value >= 64) return String.fromCharCode(value - 64);
  return String.fromCharCode(value + 32);
}

/** Reads bars back into text, by the standard alone: nothing here knows the encoder. */
function decode(widths: readonly number[]): string {
  if (widths.length % 6 !== 1) throw new Error(`${widths.length} bars and spaces`);
  if (widths.at(-1) !== 2) throw new Error('the last bar of the stop is two modules');
  const values: number[] = [];
  for (let at = 0; at < widths.length - 1; at += 6) {
    const value = PATTERNS.indexOf(widths.slice(at, at + 6).join(''));
    if (value === -1) throw new Error(`no such pattern at ${at}`);
    values.push(value);
  }
  if (values.pop() !== STOP) throw new Error('no stop');
  const check = values.pop();
  const sum = values.reduce((total, value, index) => total + value * Math.max(1, index), 0);
  if (check !== sum % 103) throw new Error('wrong check character');
  const start = values.shift();
  let set: 'A' | 'B' | 'C';
  if (start === START_A) set = 'A';
  else if (start === START_B) set = 'B';
  else if (start === START_C) set = 'C';
  else throw new Error('no start');
  let text = '';
  let shifted = false;
  for (const value of values) {
    if (set === 'C') {
      if (value === CODE_B) set = 'B';
      else if (value === CODE_A) set = 'A';
      else if (value < 100) text += String(value).padStart(2, '0');
      else throw new Error(`function character ${value}`);
      continue;
    }
    if (value === CODE_C) set = 'C';
    else if (value === CODE_B && set === 'A') set = 'B';
    else if (value === CODE_A && set === 'B') set = 'A';
    else if (value === SHIFT) {
      shifted = true;
      continue;
    } else if (value < 96) {
      text += letterOf(value, shifted ? (set === 'A' ? 'B' : 'A') : set);
    } else throw new Error(`function character ${value}`);
    shifted = false;
  }
  return text;
}

/** Bars and spaces as a scanner meets them along one line of the label. */
function barsOf(svg: string, moduleMm: number): number[] {
  const group = /<g [^>]*>(.*?)<\/g>/.exec(svg)?.[1] ?? '';
  const rects = [...group.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
    ([, x, width]) => ({ x: Number(x), width: Number(width) }),
  );
  return rects.flatMap((rect, index) => {
    const next = rects[index + 1];
    const bar = Math.round(rect.width / moduleMm);
    return next ? [bar, Math.round((next.x - rect.x - rect.width) / moduleMm)] : [bar];
  });
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-'];
const number = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 64 })
  .map((letters) => letters.join(''));
/** Runs of digits are packed in pairs. */
const labNumber = fc
  .tuple(fc.stringMatching(/^[A-Z]{0,3}$/), fc.stringMatching(/^\d{1,20}$/))
  .map((parts) => parts.join(''));

describe('a number as Code 128', () => {
  test('decodes to the number, whatever may stand on a label', () => {
    fc.assert(
      fc.property(fc.oneof(number, labNumber), (text) => {
        expect(text).toMatch(SPECIMEN_NUMBER);
        expect(decode(code128(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('is decoded by a reader that notices two letters changed round', () => {
    const widths = code128('ABC-123456');
    const character = (index: number) => widths.slice(index * 6, index * 6 + 6);
    const rest = widths.slice(4 * 6);
    const swapped = [0, 1, 3, 2].flatMap(character).concat(rest);
    expect(swapped).not.toEqual(widths);
    expect(decode([0, 1, 2, 3].flatMap(character).concat(rest))).toBe('ABC-123456');
    expect(() => decode(swapped)).toThrow();
  });

  test('packs digits in pairs', () => {
    // Start, five pairs, check, stop: 6 widths each, and the last bar.
    expect(code128('1234567890')).toHaveLength(8 * 6 + 1);
  });
});

describe('the label', () => {
  const label = (text: string) =>
    labelSvg({ number: text, specimenType: 'Serum', priority: 'STAT', collected: null });

  test('carries the number in its bars, with the quiet zones scanners need', () => {
    fc.assert(
      fc.property(number, (text) => {
        const svg = label(text);
        const width = moduleWidthMm(text);
        expect(decode(barsOf(svg, width))).toBe(text);
        const modules = code128(text).reduce((sum, each) => sum + each, 0);
        expect((LABEL_WIDTH_MM - modules * width) / 2).toBeGreaterThanOrEqual(10 * width - 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  test('says which numbers are too long for a scanner at this size', () => {
    expect(isScannable('26-1234567')).toBe(true);
    expect(isScannable('X'.repeat(20))).toBe(true);
    expect(isScannable('X'.repeat(64))).toBe(false);
  });

  test('prints what it is told, and nothing of it is markup', () => {
    const svg = labelSvg({
      number: 'A-1',
      specimenType: '<script>"&',
      priority: 'ROUTINE',
      collected: '02 Mar 2026 08:30',
    });
    expect(svg).toContain('&lt;script&gt;&quot;&amp;');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('Collected 02 Mar 2026 08:30');
    expect(svg).toContain('>ROUTINE<');
  });
});
