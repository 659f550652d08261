/** A day, YYYY-MM-DD, as people read it: "25 Dec 2026"; with its weekday "Fri 25 Dec 2026". */
export function dayText(day: string, weekday = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(weekday && { weekday: 'short' }),
    timeZone: 'UTC',
  })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(',', '');
}
