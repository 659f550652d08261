/** How long ago something was, for people: “just now”, “40 s”, “12 min”, “3 h”, “5 d”. */
export function agoText(seconds: number): string {
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 2 * 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return `${Math.floor(seconds / 86_400).toLocaleString('en')} d ago`;
}
