const SECONDS = /^\d{1,10}$/;
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{2}:\\d{2}:\\d{2}';
/** Sun, 06 Nov 1994 08:49:37 GMT */
const IMF = new RegExp(`^${DAY}, \\d{2} ${MONTH} \\d{4} ${TIME} GMT$`);
/** Sun Nov  6 08:49:37 1994 */
const ASCTIME = new RegExp(`^${DAY} ${MONTH} [ \\d]\\d ${TIME} \\d{4}$`);
/** Sunday, 06-Nov-94 08:49:37 GMT */
const RFC850 = new RegExp(
  `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d{2})-(${MONTH})-(\\d{2}) (${TIME}) GMT$`,
);

function dateOf(text: string, now: Date): number {
  if (IMF.test(text)) return Date.parse(text);
  if (ASCTIME.test(text)) return Date.parse(`${text} GMT`);
  const [, day, month, year, time] = RFC850.exec(text) ?? [];
  if (year === undefined) return Number.NaN;
  // Two digits are of this century, unless that is more than 50 years ahead.
  const century = Math.floor(now.getUTCFullYear() / 100) * 100;
  const near = century + Number(year);
  const full = near > now.getUTCFullYear() + 50 ? near - 100 : near;
  return Date.parse(`${day} ${month} ${full} ${time} GMT`);
}

/**
 * Milliseconds that a Retry-After asks to wait from `now` (RFC 9110, 10.2.3: seconds, or an HTTP
 * date in any of its three forms), 0 for a date that has passed; null where it says nothing.
 */
export function retryAfterMs(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Number(text) * 1000;
  const at = dateOf(text, now);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
