import { durationText } from '@/lib/specimens/duration-text';

const TEN_MINUTES_MS = 600_000;

function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * What is left until a due time, or how far it is over: "34 min left", "2 h 05 min over", and by
 * the second, "4:32 left", in the ten minutes on either side of it.
 */
export function countdownText(millisecondsLeft: number): string {
  const away = Math.abs(millisecondsLeft);
  const text = away < TEN_MINUTES_MS ? clockText(away) : durationText(away / 60_000);
  return `${text} ${millisecondsLeft < 0 ? 'over' : 'left'}`;
}
