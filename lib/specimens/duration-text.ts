/**
 * Minutes as people read them, with a minus for what ran backwards: "less than 1 min", "45 min",
 * "3 h 05 min", "2 d 4 h". Cut, not rounded, so that nothing looks longer than it is.
 */
export function durationText(minutes: number): string {
  if (minutes === 0) return '0 min';
  const sign = minutes < 0 ? '−' : '';
  const whole = Math.floor(Math.abs(minutes));
  if (whole === 0) return `${sign}less than 1 min`;
  const hours = Math.floor(whole / 60);
  if (hours === 0) return `${sign}${whole} min`;
  if (hours < 24) return `${sign}${hours} h ${String(whole % 60).padStart(2, '0')} min`;
  return `${sign}${Math.floor(hours / 24)} d ${hours % 24} h`;
}
