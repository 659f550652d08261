import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScanDetector, type ScanVerdict } from './scan-detector';

/** Types a text with the same gap before each key and Enter after it; what Enter turned out to be. */
function typed(text: string, gap: number, detector = new ScanDetector(), began = 1000) {
  let at = began;
  for (const key of text) detector.key(key, (at += gap));
  return detector.key('Enter', at + gap);
}

const TYPING: ScanVerdict = { kind: 'typing' };

test.each([0, 1, 8, 20, 35])('a label with %d ms between keys is a scan', (gap) => {
  expect(typed('S-2026:0042', gap)).toEqual({ kind: 'scan', text: 'S-2026:0042' });
});

test('hands are never taken for a scanner, however steadily they type', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Za-z0-9._:-]{1,40}$/),
      fc.array(fc.integer({ min: 36, max: 900 }), { minLength: 41, maxLength: 41 }),
      (text, gaps) => {
        const detector = new ScanDetector();
        let at = 0;
        const verdicts = [...text, 'Enter'].map((key, index) =>
          detector.key(key, (at += gaps[index] ?? 36)),
        );
        return verdicts.every(({ kind }) => kind !== 'scan');
      },
    ),
  );
});

test('every label from four characters on is a scan, whatever was typed by hand before', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[A-Za-z0-9._:-]{4,64}$/),
      fc.integer({ min: 0, max: 35 }),
      (before, label, gap) => {
        const detector = new ScanDetector();
        let at = 0;
        for (const key of before) detector.key(key, (at += 120));
        expect(typed(label, gap, detector, at + 500)).toEqual({ kind: 'scan', text: label });
      },
    ),
  );
});

test('a hitch within a scan does not hide it', () => {
  const detector = new ScanDetector();
  const times = [0, 8, 16, 110, 118, 126, 134, 142];
  for (const [index, key] of [...'B-100042'].entries()) detector.key(key, times[index] ?? 0);
  expect(detector.key('Enter', 150)).toEqual({ kind: 'scan', text: 'B-100042' });
});

test('the first key of a burst is told, so that what the field held can be kept', () => {
  const detector = new ScanDetector();
  expect(detector.key('a', 0).kind).toBe('first');
  expect(detector.key('b', 10).kind).toBe('typing');
  expect(detector.key('c', 300).kind).toBe('first');
});

test.each([
  ['a fast short word', 'ok'],
  ['words', 'two words'],
  ['letters no label has', 'größe'],
])('%s is no scan', (_what, text) => {
  expect(typed(text, 5)).toEqual(TYPING);
});

test('an Enter that comes late is a person’s', () => {
  const detector = new ScanDetector();
  for (const [index, key] of [...'S-100042'].entries()) detector.key(key, index * 5);
  expect(detector.key('Enter', 400)).toEqual(TYPING);
});

test('a key held down is no scan', () => {
  const detector = new ScanDetector();
  detector.key('x', 0);
  for (let at = 30; at < 300; at += 30) detector.key('x', at, true);
  expect(detector.key('Enter', 310)).toEqual(TYPING);
});

test('capitals with their Shift are part of the scan', () => {
  const detector = new ScanDetector();
  let at = 0;
  for (const key of ['Shift', 'S', 'Shift', 'T', '1', '2']) detector.key(key, (at += 4));
  expect(detector.key('Enter', at + 4)).toEqual({ kind: 'scan', text: 'ST12' });
});

test('one scan after another, each by itself', () => {
  const detector = new ScanDetector();
  expect(typed('TUBE-1', 3, detector, 0)).toEqual({ kind: 'scan', text: 'TUBE-1' });
  expect(typed('TUBE-2', 3, detector, 25)).toEqual({ kind: 'scan', text: 'TUBE-2' });
});
