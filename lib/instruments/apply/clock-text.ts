/** An instant as the lab's clock shows it, with its zone: “21 Nov 2026 08:30 CET”. */
export function clockText(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  })
    .format(at)
    .replace(',', '');
}
