const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const PARTS =
  /^(?:(\d{1,5})\s*d(?:ays?)?)?\s*(?:(\d{1,6})\s*h(?:ours?)?)?\s*(?:(\d{1,7})\s*m(?:in(?:utes?)?)?)?\s*(?:(\d{1,8})\s*s(?:ec(?:onds?)?)?)?$/;

/**
 * A wait as people type it, in seconds: "30 s", "5 min", "1 h 30 min", "2 d", "1:30" (hours and
 * minutes), and a number alone, which is minutes. What is none of these is null.
 */
export function parseDuration(text: string): number | null {
  const given = text.trim().toLowerCase();
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(given);
  if (clock) return Number(clock[1]) * HOUR + Number(clock[2]) * MINUTE;
  if (/^\d{1,7}$/.test(given)) return Number(given) * MINUTE;
  const parts = PARTS.exec(given);
  if (!parts || given === '') return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds);
}

/** Seconds as parseDuration takes them: "30 s", "5 min", "4 h", "1 d 12 h"; whole seconds. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / DAY), 'd'],
    [Math.floor((whole % DAY) / HOUR), 'h'],
    [Math.floor((whole % HOUR) / MINUTE), 'min'],
    [whole % MINUTE, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length === 0 ? '0 s' : said.join(' ');
}
