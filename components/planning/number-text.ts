/*
 * Figures of planning as people read them: at most one decimal under 100, none above, a true minus.
 */
export function figureText(value: number): string {
  const rounded = Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value);
  return (rounded === 0 ? 0 : rounded)
    .toLocaleString('en', { maximumFractionDigits: 1 })
    .replace('-', '−');
}

/** The same with its sign, which a difference always has: “+1.2”, “−15.2”, “0”. */
export function signedText(value: number): string {
  const text = figureText(value);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

/** A share of 0–1 in per cent: “62.1 %”. */
export function shareText(share: number): string {
  return `${figureText(share * 100)} %`;
}

/** “3 machines”, “1 machine”. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${Math.abs(n) === 1 ? one : many}`;
}

/** Names in a sentence: “M1”, “M1 and M2”, “M1, M2 and 3 others”. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, counted(rest, 'other')] : [...shown];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
