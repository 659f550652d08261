/** A clock that was further ahead than that said nothing true. */
const DOUBT_MS = 3_600_000;

/** Whether the clock went back a little: what was seen before then cannot be said to be over. */
export function clockWentBack(now: Date, lastAt: Date | null): boolean {
  if (lastAt === null) return false;
  const back = lastAt.getTime() - now.getTime();
  return back > 0 && back <= DOUBT_MS;
}

/** The latest moment evaluated, after an evaluation at `now`. */
export function latestAt(now: Date, lastAt: Date | null): Date {
  return lastAt !== null && clockWentBack(now, lastAt) ? lastAt : now;
}
