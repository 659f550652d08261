/** A time window on the lab's clock: "21 Nov 13:05 – 14:20 (Europe/Berlin)". */
export function windowText({ from, to }: { from: Date; to: Date }, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [first, last] = [day.format(from), day.format(to)];
  const end = first === last ? time.format(to) : `${last} ${time.format(to)}`;
  return `${first} ${time.format(from)} – ${end} (${timeZone})`;
}
