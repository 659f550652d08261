/**
 * A target as people type it, in minutes: "90", "1:30", "1 h 30 min", "2 h", "36h", "1 d 12 h".
 * What is none of these is null.
 */
export function parseMinutes(text: string): number | null {
  const given = text.trim().toLowerCase();
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(given);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  if (/^\d{1,9}$/.test(given)) return Number(given);
  const parts =
    /^(?:(\d{1,5})\s*d(?:ays?)?)?\s*(?:(\d{1,5})\s*h(?:ours?)?)?\s*(?:(\d{1,7})\s*m(?:in(?:utes?)?)?)?$/.exec(
      given,
    );
  if (!parts || given === '') return null;
  const [, days = '0', hours = '0', minutes = '0'] = parts;
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes);
}

/** Minutes as parseMinutes takes them: "45 min", "4 h", "1 h 30 min", "36 h". */
export function minutesAsText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')} min`;
}
