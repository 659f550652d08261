const MINUTE_MS = 60_000;
const KEPT = 10_000;

/**
 * Writes times in words of a lab's zone as of a moment: `09:12`, and `20 Nov 09:12` on another day
 * than the moment's. A minute is written once, however many tests are due in it.
 */
export function labClock(timeZone: string, asOf: Date): (time: Date) => string {
  const zone = { timeZone, hourCycle: 'h23' } as const;
  const day = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'short' });
  const clock = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' });
  const year = new Intl.DateTimeFormat('en-GB', { ...zone, year: 'numeric' });
  const dated = (time: Date) => `${day.format(time)} ${year.format(time)}`;
  const today = dated(asOf);
  const thisYear = year.format(asOf);
  const known = new Map<number, string>();
  return (time) => {
    const minute = Math.floor(time.getTime() / MINUTE_MS);
    const told = known.get(minute);
    if (told !== undefined) return told;
    const on =
      dated(time) === today
        ? ''
        : `${year.format(time) === thisYear ? day.format(time) : dated(time)} `;
    const text = `${on}${clock.format(time)}`;
    if (known.size < KEPT) known.set(minute, text);
    return text;
  };
}
