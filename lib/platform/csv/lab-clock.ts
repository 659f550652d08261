const DAY_MS = 86_400_000;

/** Turns a clock time of a lab into an instant. */
export type LabClock = {
  /**
   * `localMs` is the clock time as if it were UTC, in ms since 1970. A doubled hour takes the
   * first; a missing hour is null.
   */
  toInstant: (localMs: number) => number | null;
};

/**
 * The clock of a time zone. Intl is asked twice a day of data and the offset is kept, as millions
 * of rows share few days.
 */
export function labClock(timeZone: string): LabClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });

  /** Clock time minus UTC at an instant, in ms. */
  const offsetAt = (instant: number): number => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const part of format.formatToParts(instant)) parts[part.type] = part.value;
    const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts[type]);
    const local = Date.UTC(
      number('year'),
      number('month') - 1,
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
    );
    return local - Math.floor(instant / 1000) * 1000;
  };

  /** By day since 1970: its offset, or null where the clock is changed about then. */
  const offsetOfDay = new Map<number, number | null>();

  const slowly = (localMs: number): number | null => {
    const offsets = [offsetAt(localMs - DAY_MS), offsetAt(localMs + DAY_MS)];
    const instants = offsets
      .map((offset) => localMs - offset)
      .filter((instant, index) => offsetAt(instant) === offsets[index]);
    return instants.length === 0 ? null : Math.min(...instants);
  };

  return {
    toInstant(localMs) {
      const day = Math.floor(localMs / DAY_MS);
      let offset = offsetOfDay.get(day);
      if (offset === undefined) {
        const before = offsetAt((day - 1) * DAY_MS);
        offset = before === offsetAt((day + 2) * DAY_MS) ? before : null;
        offsetOfDay.set(day, offset);
      }
      return offset === null ? slowly(localMs) : localMs - offset;
    },
  };
}
