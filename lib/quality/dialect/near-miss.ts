/** The number of letters to change, add, drop or swap to make one text of the other. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + change,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/** The name that was probably meant, or null where none is near. */
export function nearMiss(text: string, names: readonly string[]): string | null {
  if (text.length > 60) return null;
  const word = text.toLowerCase().replace(/[\s-]+/g, '_');
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    const far = distance(word, name);
    if (far < least) [best, least] = [name, far];
  }
  return best;
}

/** “; did you mean …?” or nothing. */
export function didYouMean(text: string, names: readonly string[]): string {
  const near = nearMiss(text, names);
  return near === null ? '' : ` Did you mean “${near}”?`;
}
