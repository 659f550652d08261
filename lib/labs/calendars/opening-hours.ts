/** Opening and closing, "08:00" and "16:30"; a closing at or before the opening is on the next day. */
export type Stretch = readonly [string, string];

/** ISO weekdays, Monday to Sunday, as calendars name them. */
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export type OpeningHours = Record<Weekday, Stretch[]>;

const WEEKDAY_NAMES: Record<Weekday, string> = {
  '1': 'Monday',
  '2': 'Tuesday',
  '3': 'Wednesday',
  '4': 'Thursday',
  '5': 'Friday',
  '6': 'Saturday',
  '7': 'Sunday',
};

export function weekdayName(day: Weekday): string {
  return WEEKDAY_NAMES[day];
}

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** From where to where a stretch runs, in minutes of its day; past midnight is beyond 1440. */
function minutesOf([opens, closes]: Stretch): [number, number] {
  const [from, to] = [minuteOfDay(opens), minuteOfDay(closes)];
  return [from, to > from ? to : to + DAY_MINUTES];
}

/** "08:00–16:30", as pages write it. */
export function stretchText([opens, closes]: Stretch): string {
  return `${opens}–${closes}`;
}

/** The stretches of a day, earliest first. */
export function inOrder(stretches: readonly Stretch[]): Stretch[] {
  return stretches.toSorted((a, b) => minuteOfDay(a[0]) - minuteOfDay(b[0]));
}

/** What is wrong with the hours of one day, or null. */
export function faultOfDay(stretches: readonly Stretch[]): string | null {
  for (const stretch of stretches) {
    if (stretch[0] === stretch[1]) {
      return `${stretchText(stretch)} opens and closes at once; a whole day is 00:00–24:00`;
    }
  }
  const ordered = inOrder(stretches);
  for (const [index, later] of ordered.entries()) {
    const earlier = ordered[index - 1];
    if (earlier && minutesOf(earlier)[1] > minutesOf(later)[0]) {
      return `${stretchText(earlier)} and ${stretchText(later)} overlap`;
    }
  }
  return null;
}

/** The days whose hours are wrong in themselves or run into the next day's, and why. */
export function faultsOfWeek(hours: OpeningHours): { day: Weekday; message: string }[] {
  const faults: { day: Weekday; message: string }[] = [];
  for (const [index, day] of WEEKDAYS.entries()) {
    const own = faultOfDay(hours[day]);
    if (own !== null) faults.push({ day, message: own });
    const tomorrow = WEEKDAYS[(index + 1) % 7] ?? '1';
    const last = inOrder(hours[day]).at(-1);
    const [first] = inOrder(hours[tomorrow]);
    if (own !== null || !last || !first) continue;
    if (minutesOf(last)[1] - DAY_MINUTES > minutesOf(first)[0]) {
      const message = `${stretchText(last)} runs into ${stretchText(first)} of ${weekdayName(tomorrow)}`;
      faults.push({ day, message });
    }
  }
  return faults;
}

/** All stretches in minutes from Monday 00:00; one of Sunday may end beyond the week. */
export function stretchesOfWeek(hours: OpeningHours): [number, number][] {
  return WEEKDAYS.flatMap((day, index) =>
    hours[day].map(minutesOf).map(([from, to]): [number, number] => {
      return [index * DAY_MINUTES + from, index * DAY_MINUTES + to];
    }),
  );
}

/** Open hours a week, holidays aside. */
export function weeklyHours(hours: OpeningHours): number {
  const minutes = WEEKDAYS.flatMap((day) => hours[day].map(minutesOf)).reduce(
    (sum, [from, to]) => sum + (to - from),
    0,
  );
  return Math.min(minutes, WEEK_MINUTES) / 60;
}
