const DAY = 86_400_000;
const QUARTER = 900_000;

/** What a clock on the wall of the laboratory shows. */
export type WallTime = {
  year: number;
  month: number;
  day: number;
  /** ISO weekday, 1 Monday to 7 Sunday. */
  weekday: number;
  hour: number;
  minute: number;
};

export type ZoneClock = {
  wall: (at: number) => WallTime;
  /** The first full local hour at or after `at` that is one of `hours`. */
  nextHour: (at: number, hours: readonly number[]) => number;
  /** `2026-03-13T22:36:00-04:00`, to the second. */
  iso: (at: number) => string;
};

/**
 * Local times of one zone for millions of moments: Intl is asked twice a day, and by the quarter
 * hour on the days the clocks change.
 */
export function zoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const ofDay = new Map<number, number | null>();
  const ofQuarter = new Map<number, number>();

  function ask(at: number): number {
    const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value;
    const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
    if (!match) return 0;
    return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  }

  function offset(at: number): number {
    const day = Math.floor(at / DAY);
    let whole = ofDay.get(day);
    if (whole === undefined) {
      const first = ask(day * DAY);
      whole = first === ask((day + 1) * DAY - 1) ? first : null;
      ofDay.set(day, whole);
    }
    if (whole !== null) return whole;
    const quarter = Math.floor(at / QUARTER);
    const known = ofQuarter.get(quarter) ?? ask(quarter * QUARTER);
    ofQuarter.set(quarter, known);
    return known;
  }

  function wall(at: number): WallTime {
    const local = new Date(at + offset(at));
    return {
      year: local.getUTCFullYear(),
      month: local.getUTCMonth() + 1,
      day: local.getUTCDate(),
      weekday: local.getUTCDay() || 7,
      hour: local.getUTCHours(),
      minute: local.getUTCMinutes(),
    };
  }

  return {
    wall,
    nextHour(at, hours) {
      for (let quarter = Math.ceil(at / QUARTER); ; quarter++) {
        const { hour, minute } = wall(quarter * QUARTER);
        if (minute === 0 && hours.includes(hour)) return quarter * QUARTER;
        if (quarter * QUARTER > at + 3 * DAY) throw new Error('No such hour within three days');
      }
    },
    iso(at) {
      const shift = offset(at);
      const minutes = Math.abs(shift) / 60_000;
      const two = (value: number) => String(value).padStart(2, '0');
      const zone = `${shift < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
      return new Date(at + shift).toISOString().slice(0, 19) + zone;
    },
  };
}
