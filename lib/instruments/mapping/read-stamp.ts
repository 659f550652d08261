import { type LabClock, labClock } from '@/lib/imports/lab-clock';

const STAMP =
  /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,6}))?)?)?(?:([+-])(\d\d):?(\d\d))?$/;

/** The database reads years of five digits otherwise, and older ones are slips. */
const EARLIEST_YEAR = 1900;

/** A clock remembers the days it was asked for; after so many times it starts over. */
const USES = 20_000;
const clocks = new Map<string, { clock: LabClock; left: number }>();

function clockOf(timeZone: string): LabClock {
  let known = clocks.get(timeZone);
  if (!known || known.left === 0) {
    known = { clock: labClock(timeZone), left: USES };
    clocks.set(timeZone, known);
  }
  known.left -= 1;
  return known.clock;
}

/**
 * A time as HL7 v2 and ASTM write it: `YYYYMMDDHH[MM[SS[.S…]]][±ZZZZ]`, without an offset on the
 * clock of `timeZone` (an hour that is doubled is the first). null where it is no such time: a day
 * alone, a day that is not in the calendar, an hour that the clock left out.
 */
export function readStamp(text: string, timeZone: string): Date | null {
  const match = STAMP.exec(text.trim());
  if (!match) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(part);
  const local = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
  // What overflows, such as 30 February or 25 o'clock, is read as another time.
  const back = new Date(local).toISOString().replace(/\D/g, '').slice(0, 14);
  const given = (match[0].match(/^\d+/)?.[0] ?? '').padEnd(14, '0');
  if (back !== given || Number(year) < EARLIEST_YEAR) return null;
  const ms = local + Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  if (match[8] === undefined) {
    const instant = clockOf(timeZone).toInstant(ms);
    return instant === null ? null : new Date(instant);
  }
  const offset = (part(9) * 60 + part(10)) * (match[8] === '-' ? -1 : 1);
  return Math.abs(offset) > 15 * 60 || part(10) > 59 ? null : new Date(ms - offset * 60_000);
}
