import { describe, expect, it } from 'vitest';
import { loincCheckDigit, loincFault } from './loinc';

describe('LOINC codes', () => {
  // Sodium, potassium, haemoglobin, glucose, troponin T high sensitivity, SARS-CoV-2 RNA.
  it.each(['2951-2', '2823-3', '718-7', '2345-7', '67151-1', '94500-6', '94531-1'])(
    'takes %s',
    (code) => expect(loincFault(code)).toBeNull(),
  );

  it.each(['2951-3', '2915-2', '94500-5', '719-7'])('finds the typing fault in %s', (code) =>
    expect(loincFault(code)).toContain('check digit does not fit'),
  );

  it.each(['', '2951', '2951-', '-2', 'LP1234-5', '2951-22', '12345678-1', ' 2951-2'])(
    'says how one looks for %j',
    (code) => expect(loincFault(code)).toContain('must look like'),
  );

  it('finds every wrong digit and every swap of neighbours but 0 and 9', () => {
    for (let number = 10; number < 3000; number += 7) {
      const text = String(number);
      for (const [place, digit] of [...text].entries()) {
        const wrong = `${text.slice(0, place)}${(Number(digit) + 1) % 10}${text.slice(place + 1)}`;
        expect(loincCheckDigit(wrong)).not.toBe(loincCheckDigit(text));
        const next = text[place + 1];
        if (next === undefined || next === digit || `${digit}${next}` === '90') continue;
        if (`${digit}${next}` === '09') continue;
        const swapped = `${text.slice(0, place)}${next}${digit}${text.slice(place + 2)}`;
        expect(loincCheckDigit(swapped)).not.toBe(loincCheckDigit(text));
      }
    }
  });
});
