import { labClock, type LabClock } from '@/lib/platform/csv/lab-clock';

export type TimePrecision = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** A time as a message writes it: an instant, or in words why it is none. */
export type MessageTime = { at: Date; precision: TimePrecision } | { fault: string };

const TIME =
  /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,](\d{1,9}))?)?)?)?)?)?(?:(Z)|([+-])(\d\d):?(\d\d)?)?$/;
const PRECISIONS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** A clock remembers each day it was asked for; after so many times it starts over. */
const USES = 20_000;
const clocks = new Map<string, { clock: LabClock; left: number }>();

/** A zone's clock, kept: a device writes thousands of times of few days. */
function clockOf(timeZone: string): LabClock {
  let kept = clocks.get(timeZone);
  if (kept === undefined || kept.left === 0) {
    kept = { clock: labClock(timeZone), left: USES };
    clocks.set(timeZone, kept);
  }
  kept.left -= 1;
  return kept.clock;
}

/** Whether a field says that there is no time: empty, HL7's null, or all zeros. */
export const isNoTime = (text: string) => /^0*$/.test(text) || text === '""';

/**
 * Reads `YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ]` of HL7 v2, of which ASTM's times are a part. What is
 * left out is its first: a day is its midnight. Without an offset it is of `timeZone` (an IANA name);
 * an hour that comes twice is its first, one that the change of the clocks leaves out is a fault.
 */
export function readMessageTime(given: string, timeZone: string): MessageTime {
  const text = given.trim();
  const found = TIME.exec(text);
  if (!found) return { fault: 'is no time as HL7 writes it (YYYYMMDDHHMMSS, then +ZZZZ)' };
  const parts = found.slice(1, 7);
  const precision = PRECISIONS[parts.filter((part) => part !== undefined).length - 1] ?? 'year';
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const ms = Math.floor(Number(`0.${found[7] ?? '0'}`) * 1000);
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const back = new Date(local);
  const whole =
    year >= 1000 &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!whole) return { fault: 'is a day or time that does not exist' };
  if (found[8] !== undefined) return { at: back, precision };
  if (found[9] !== undefined) {
    const minutes = Number(found[10]) * 60 + Number(found[11] ?? '0');
    if (minutes > 14 * 60 || Number(found[11] ?? '0') > 59) {
      return { fault: 'has an offset that no place has' };
    }
    return { at: new Date(local - (found[9] === '-' ? -minutes : minutes) * 60_000), precision };
  }
  const instant = clockOf(timeZone).toInstant(local);
  if (instant === null) return { fault: `is an hour that is left out in ${timeZone}` };
  return { at: new Date(instant), precision };
}
