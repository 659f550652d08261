/** A percentage as people read it: 12.5 %, 20 %. */
export function percentText(percent: number): string {
  return `${Math.round(percent * 10) / 10} %`;
}

/** A window as people read it: 45 min, 24 h, 7 d. */
export function windowText(minutes: number): string {
  if (minutes >= 2_880 && minutes % 1_440 === 0) return `${minutes / 1_440} d`;
  if (minutes >= 120 && minutes % 60 === 0) return `${minutes / 60} h`;
  return `${minutes} min`;
}
