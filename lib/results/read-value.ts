export type Comparator = '<' | '<=' | '>' | '>=';

/** What a value as given says. `numericValue` is the number, or the bound beside a comparator. */
export type ReadValue = {
  kind: 'numeric' | 'coded' | 'text';
  numericValue: number | null;
  comparator: Comparator | null;
};

const NUMBER = /^(<=|>=|≤|≥|<|>)?\s*([+\-−]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d{1,2})?)$/;
const COMPARATORS: Readonly<Record<string, Comparator>> = {
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
};
/** Beyond this nothing is measured, and the database keeps no number. */
const LARGEST = 1e30;
/** Words of an ordinal scale, as laboratories answer whether something is there. */
const CODES =
  /^(?:pos|neg|positive|negative|reactive|non-?reactive|detected|not detected|present|absent|trace|normal|abnormal|indeterminate|equivocal|borderline|invalid|\+{1,4}|[1-4]\+|-)$/i;

/**
 * Reads a value as instruments and people write it: a number with a point or a comma before its
 * decimals ("4.2", "4,2", "1.5e6"), a bound ("<0.01", ">= 200"), a coded word, else text. There are
 * no thousands separators: "1,234" is 1.234 and "1,234.5" is text. `codes` are the analyte's own.
 */
export function readValue(value: string, codes: readonly string[] = []): ReadValue {
  const text = value.trim();
  const [, sign, digits] = NUMBER.exec(text) ?? [];
  if (digits !== undefined) {
    const number = Number(digits.replace(',', '.').replace('−', '-'));
    if (Number.isFinite(number) && Math.abs(number) < LARGEST) {
      const comparator = sign === undefined ? null : (COMPARATORS[sign] ?? null);
      return { kind: 'numeric', numericValue: number, comparator };
    }
  }
  const coded = CODES.test(text) || hasCode(codes, text);
  return { kind: coded ? 'coded' : 'text', numericValue: null, comparator: null };
}

/** Whether a value is one of these codes, capitals and surrounding space aside. */
export function hasCode(codes: readonly string[], value: string): boolean {
  const wanted = value.trim().toLowerCase();
  return codes.some((code) => code.trim().toLowerCase() === wanted);
}
