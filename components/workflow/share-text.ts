type Share = { share: number | null; ci95: readonly [number, number] | null };

/** A share of 0–1 in percent with one decimal, without the sign; a dash of nothing. */
export function percentText(share: number | null): string {
  return share === null ? '–' : (share * 100).toFixed(1);
}

/** The interval of a share in words; nothing of nothing. */
export function intervalText({ ci95 }: Share): string | null {
  return ci95 ? `95 % interval ${percentText(ci95[0])} to ${percentText(ci95[1])} %` : null;
}
