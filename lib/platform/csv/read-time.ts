import type { DateOrder } from './date-order';
import type { LabClock } from './lab-clock';

/** How a file's times are read. */
export type TimeRules = { clock: LabClock; dateOrder: DateOrder };

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ] ?(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?)?$/;
const TIME_OF_DAY = String.raw`(?:(?:[Tt]|,? +)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?)?`;
const NUMERIC = new RegExp(String.raw`^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})${TIME_OF_DAY}$`);
const MONTH_NAME = new RegExp(
  String.raw`^(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4}|\d{2})${TIME_OF_DAY}$`,
);
const COMPACT = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
const CLOCK_TIME = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?$/;
const DAY_FRACTION = /^0?[.,]\d+$|^0$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, which holds for every day since 1 March 1900. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

export const MISSING_HOUR = 'does not exist: the clocks were put forward over it';
const NO_TIME = 'has no time of day';
const NOT_READ =
  'is not a time that can be read; write 2026-03-01 08:30 or 2026-03-01T08:30:00+01:00';
const NO_SUCH_DAY = 'is no day of the calendar';

/** A calendar day, ms since 1970 as if in UTC, or null for one that does not exist. */
function dayOf(year: number, month: number, day: number): number | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const ms = Date.UTC(year, month - 1, day);
  return day > 28 && new Date(ms).getUTCDate() !== day ? null : ms;
}

/** 26 is 2026, 99 is 1999: as Excel reads two digits, with 2049 as the last. */
function yearOf(text: string): number {
  const year = Number(text);
  if (text.length !== 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

type Part = string | undefined;

/** Ms since midnight, null for one that does not exist. */
function timeOfDay(h: Part, m: Part, s: Part, fraction: Part, half: Part): number | null {
  let hour = Number(h);
  const minute = Number(m);
  const second = s === undefined ? 0 : Number(s);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' || half === 'P' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6);
  return ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

function offsetMinutes(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = text.length > 3 ? Number(text.slice(-2)) : 0;
  if (hours > 15 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** A day, with the ms since its midnight where a time was written. */
type Read = { day: number; time: number | null };

function fromNumeric(match: RegExpExecArray, order: DateOrder): Read | string {
  const [, first = '', separator, second = '', third = '', h, m, s, fraction, half] = match;
  let day: number | null;
  if (first.length === 4) {
    if (third.length > 2) return NOT_READ;
    day = dayOf(Number(first), Number(second), Number(third));
  } else {
    if (first.length > 2 || (third.length !== 2 && third.length !== 4)) return NOT_READ;
    const dayFirst = separator === '.' || order === 'dmy';
    const [d, month] = dayFirst ? [first, second] : [second, first];
    if (Number(month) > 12 && Number(d) <= 12) {
      const read = dayFirst ? 'day first' : 'month first';
      return `has no month ${Number(month)}: this file’s dates are read ${read}`;
    }
    day = dayOf(yearOf(third), Number(month), Number(d));
  }
  if (day === null) return NO_SUCH_DAY;
  if (h === undefined) return { day, time: null };
  const time = timeOfDay(h, m, s, fraction, half);
  return time === null ? NOT_READ : { day, time };
}

function fromSerial(text: string): Read | string {
  const days = Number(text.replace(',', '.'));
  if (days < 20_000 || days > 80_000) return NOT_READ;
  // Spreadsheets keep a second to about 1e-5 of a day.
  const ms = Math.round((days * DAY_MS) / 1000) * 1000;
  const day = Math.floor(ms / DAY_MS) * DAY_MS;
  return { day: EXCEL_EPOCH + day, time: /[.,]/.test(text) ? ms - day : null };
}

function readLocal(text: string, order: DateOrder): Read | string {
  const numeric = NUMERIC.exec(text);
  if (numeric) return fromNumeric(numeric, order);
  if (SERIAL.test(text)) return fromSerial(text);
  const named = MONTH_NAME.exec(text);
  const compact = named ? null : COMPACT.exec(text);
  if (named) {
    const [, d = '', name = '', year = '', h, m, s, fraction, half] = named;
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    const day = dayOf(yearOf(year), month, Number(d));
    if (day === null) return NO_SUCH_DAY;
    if (h === undefined) return { day, time: null };
    const time = timeOfDay(h, m, s, fraction, half);
    return time === null ? NOT_READ : { day, time };
  }
  if (compact) {
    const day = dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
    const time = timeOfDay(compact[4], compact[5], compact[6], undefined, undefined);
    if (day === null) return NO_SUCH_DAY;
    return time === null ? NOT_READ : { day, time };
  }
  if (/^#+$/.test(text)) return 'is what a spreadsheet shows when a column is too narrow';
  return NOT_READ;
}

function toInstant(local: number, clock: LabClock): number | string {
  return clock.toInstant(local) ?? MISSING_HOUR;
}

/**
 * A time in a file as ms since 1970, or why it cannot be read. With an offset it is that instant,
 * without one it is on the lab's clock. A day without a time is refused unless `dayAlone`, which
 * takes its midnight.
 */
export function readTime(text: string, rules: TimeRules, dayAlone = false): number | string {
  const iso = ISO.exec(text);
  if (!iso) {
    const read = readLocal(text, rules.dateOrder);
    if (typeof read === 'string') return read;
    if (read.time === null && !dayAlone) return NO_TIME;
    return toInstant(read.day + (read.time ?? 0), rules.clock);
  }
  const day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (day === null) return NO_SUCH_DAY;
  if (iso[4] === undefined) return dayAlone ? toInstant(day, rules.clock) : NO_TIME;
  const time = timeOfDay(iso[4], iso[5], iso[6], iso[7], undefined);
  if (time === null) return NOT_READ;
  if (iso[8] === undefined) return toInstant(day + time, rules.clock);
  const offset = offsetMinutes(iso[8]);
  return offset === null ? NOT_READ : day + time - offset * 60_000;
}

/** A day and, in another cell, the time of that day; the day's midnight where that is empty. */
export function readDayAndTime(day: string, time: string, rules: TimeRules): number | string {
  if (time === '') return readTime(day, rules, true);
  const midnight = ISO.exec(day);
  // Spreadsheets write a bare day as its midnight: 2026-03-01 00:00:00.
  const bare = midnight ? day.slice(0, 10) : day.replace(/ 0{1,2}:00(?::00)?$/, '');
  const read = readLocalDay(bare, rules.dateOrder);
  if (typeof read === 'string') return read;
  const clockTime = CLOCK_TIME.exec(time);
  if (clockTime) {
    const [, h, m, s, fraction, half] = clockTime;
    const ms = timeOfDay(h, m, s, fraction, half);
    return ms === null ? NOT_READ : toInstant(read + ms, rules.clock);
  }
  if (DAY_FRACTION.test(time)) {
    const seconds = Math.round(Number(time.replace(',', '.')) * 86_400);
    return toInstant(read + seconds * 1000, rules.clock);
  }
  return `has the time of day “${time.slice(0, 40)}”, which cannot be read; write 08:30`;
}

function readLocalDay(text: string, order: DateOrder): number | string {
  const iso = ISO.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])) ?? NO_SUCH_DAY;
  const read = readLocal(text, order);
  if (typeof read === 'string') return read;
  return read.time === null || read.time === 0 ? read.day : 'has a time besides the day';
}
