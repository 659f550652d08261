const MINUTE: Intl.DateTimeFormatOptions = {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

function written(at: Date, timeZone: string, more: Intl.DateTimeFormatOptions = {}): string {
  return new Intl.DateTimeFormat('en-GB', { ...MINUTE, timeZone, ...more })
    .format(at)
    .replace(',', '');
}

/** An instant as the lab's clock shows it: “21 Nov 2026 08:30”. */
export function clockText(at: Date, timeZone: string): string {
  return written(at, timeZone);
}

/** The same with its zone, for whoever may read it elsewhere: “21 Nov 2026 08:30 CET”. */
export function clockTextWithZone(at: Date, timeZone: string): string {
  return written(at, timeZone, { timeZoneName: 'short' });
}
