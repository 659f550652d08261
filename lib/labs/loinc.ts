const LOINC = /^(\d{1,7})-(\d)$/;

/**
 * The check digit of a LOINC number (mod 10, double-add-double), as in the LOINC Users' Guide,
 * appendix "Calculating Mod 10 check digits": 2951 (sodium) has 2.
 */
export function loincCheckDigit(number: string): number {
  let sum = 0;
  for (const [place, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}

/** Why a text is no LOINC code, in words for whoever typed it; null for a good one. */
export function loincFault(text: string): string | null {
  const [, number, given] = LOINC.exec(text) ?? [];
  if (number === undefined) return 'must look like 2951-2: digits, a hyphen, the check digit';
  return loincCheckDigit(number) === Number(given)
    ? null
    : 'is mistyped somewhere: its check digit does not fit the number before it';
}
