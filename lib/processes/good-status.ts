/** Statuses that are good, blind to capitals; the same stand in the column steps.usable_ms. */
const GOOD = new Set(['completed', 'finished', 'success']);

/** Whether a finished step came to a bad end. */
export function isFailed(step: { finished: boolean; status: string }): boolean {
  return step.finished && !GOOD.has(step.status.toLowerCase());
}
