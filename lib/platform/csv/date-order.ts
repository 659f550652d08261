/** How 02/03/2026 is read: day or month first. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/;

/** What a file's dates say about the order of day and month. */
export type DateEvidence = {
  /** Dates whose first number is above 12, whose second is, and neither. */
  dayFirst: number;
  monthFirst: number;
  open: number;
  /** The first such date; the first decisive one, once there is one. */
  example: string | null;
};

export function noEvidence(): DateEvidence {
  return { dayFirst: 0, monthFirst: 0, open: 0, example: null };
}

/** Counts one cell of a time column. Year-first dates and 24.3.2026 leave nothing open. */
export function weighDate(evidence: DateEvidence, text: string): void {
  const match = SLASHED.exec(text);
  if (!match) return;
  const first = Number(match[1]) > 12;
  const second = Number(match[3]) > 12;
  if (first !== second && evidence.dayFirst + evidence.monthFirst === 0) evidence.example = text;
  evidence.example ??= text;
  if (first && !second) evidence.dayFirst += 1;
  else if (second && !first) evidence.monthFirst += 1;
  else evidence.open += 1;
}

export type DateGuess = {
  order: DateOrder;
  because: 'evidence' | 'chosen' | 'assumed';
  example: string;
};

/**
 * The order of day and month for a whole file, or null where no date leaves it open. Chosen by a
 * person it holds; else the majority of decisive dates; else the custom of the lab's zone.
 */
export function guessDateOrder(
  evidence: DateEvidence,
  chosen: DateOrder | undefined,
  timeZone: string,
): DateGuess | null {
  const { example, dayFirst, monthFirst } = evidence;
  if (example === null) return null;
  if (chosen) return { order: chosen, because: 'chosen', example };
  if (dayFirst !== monthFirst) {
    return { order: dayFirst > monthFirst ? 'dmy' : 'mdy', because: 'evidence', example };
  }
  return { order: customaryOrder(timeZone), because: 'assumed', example };
}

/** Month first in the zones of the United States, day first elsewhere. */
export function customaryOrder(timeZone: string): DateOrder {
  return US_ZONES.test(timeZone) ? 'mdy' : 'dmy';
}

const US_ZONES =
  /^(US\/|America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Indiana\/|Kentucky\/|North_Dakota\/|Indianapolis|Louisville|Juneau|Sitka|Nome|Adak|Menominee|Metlakatla|Yakutat)|Pacific\/Honolulu$|EST5EDT|CST6CDT|MST7MDT|PST8PDT)/;
