import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLabelRule } from './apply-label-rule';
import { LabelRule } from './contract';

const suffixes = (...given: string[]) => ({ pattern: null, suffixes: given });

describe('the label rule', () => {
  it.each([
    ['S26-004711', suffixes(), 'S26-004711'],
    [' S26-004711 ', suffixes(), 'S26-004711'],
    ['S26-004711-01', suffixes('-01', '-02'), 'S26-004711'],
    ['S26-004711-02', suffixes('-01', '-02'), 'S26-004711'],
    ['S26-004711-03', suffixes('-01', '-02'), 'S26-004711-03'],
    // Once, and the longest.
    ['S1-01-01', suffixes('-01'), 'S1-01'],
    ['S1-X01', suffixes('01', '-X01', '1'), 'S1'],
    ['-01', suffixes('-01'), '-01'],
    ['2604711SER', { pattern: '(\\d+)[A-Z]+', suffixes: [] }, '2604711'],
    ['2604711', { pattern: '(\\d+)[A-Z]+', suffixes: [] }, '2604711'],
    ['(01)2604711', { pattern: '\\(01\\)(.+)', suffixes: [] }, '2604711'],
    ['A-7-01', { pattern: 'A-(.*)', suffixes: ['-01'] }, '7'],
    ['AB', { pattern: 'A(x?)B', suffixes: [] }, 'AB'],
    ['AB', { pattern: 'AB', suffixes: [] }, 'AB'],
  ])('makes of %s by %o %s', (label, rule, expected) => {
    expect(applyLabelRule(label, rule)).toBe(expected);
  });

  it('never leaves nothing of a label', () => {
    const rule = { pattern: '(.?).*', suffixes: ['a', 'aa', '-1', ' '] };
    fc.assert(
      fc.property(
        fc.string().filter((text) => text.trim() !== ''),
        (label) => {
          expect(applyLabelRule(label, rule)).not.toBe('');
        },
      ),
    );
  });

  it('takes only patterns that are matched in bounded time', () => {
    const ok = (pattern: string) => LabelRule.safeParse({ pattern, suffixes: [] }).success;
    expect(['(a+)+b', '\\d{8}'].every(ok)).toBe(true);
    expect(['(', '(?=a)', '(a)\\1', 'a{5000}'].some(ok)).toBe(false);
    // Linear, and yet half a second a label: a message names thousands.
    expect(['(a?){1000}', '\\w{0,999}'.repeat(20)].some(ok)).toBe(false);
    const start = performance.now();
    for (const pattern of ['(a+a+)+b', '(a?){60}', '(\\w{0,20}){5}']) {
      expect(ok(pattern)).toBe(true);
      for (let nth = 0; nth < 20; nth += 1) {
        applyLabelRule('a'.repeat(500 - nth), { pattern, suffixes: [] });
        applyLabelRule('a'.repeat(128 - nth), { pattern, suffixes: [] });
      }
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
