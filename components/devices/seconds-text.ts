import { durationText } from '@/lib/specimens/duration-text';

/** Seconds as people read them: “0.4 s”, “45 s”, “3 min 05 s”, then hours and days. */
export function secondsText(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.floor(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600)
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return durationText(whole / 60);
}
