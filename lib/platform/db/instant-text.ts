/** "2026-03-01 08:30:00.5+00", as a session in UTC writes it, to 2026-03-01T08:30:00.500Z. */
export function instantOf(value: string): string {
  const at = value.indexOf(' ');
  const [seconds = '', fraction = ''] = value.slice(at + 1, -3).split('.');
  return `${value.slice(0, at)}T${seconds}.${fraction.padEnd(3, '0')}Z`;
}
