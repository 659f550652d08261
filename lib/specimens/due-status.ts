/** How a thing stands to its due time. `minutes` is how far it is over, or how much is left. */
export type DueStatus =
  | { kind: 'none' }
  /** Open, `minutes` left. */
  | { kind: 'left'; minutes: number }
  /** Open and past due. */
  | { kind: 'overdue'; minutes: number }
  /** Finished in time. */
  | { kind: 'in time' }
  /** Finished late; null where the lateness is that of one of several tests. */
  | { kind: 'late'; minutes: number | null };

type Timed = {
  due_at: string | null;
  late: boolean;
  /** Whether work on it goes on. */
  open: boolean;
  ended_at: string | null;
};

/**
 * The due time of a test or specimen in words' shape. `late` decides what is late; this only adds
 * by how much.
 */
export function dueStatus(given: Timed, now: Date): DueStatus {
  if (given.due_at === null) return given.late ? { kind: 'late', minutes: null } : { kind: 'none' };
  const due = Date.parse(given.due_at);
  if (given.open && given.ended_at === null) {
    const left = (due - now.getTime()) / 60_000;
    if (left < 0) return { kind: 'overdue', minutes: -left };
    return given.late ? { kind: 'late', minutes: null } : { kind: 'left', minutes: left };
  }
  if (!given.late) return given.ended_at === null ? { kind: 'none' } : { kind: 'in time' };
  const over = given.ended_at === null ? 0 : (Date.parse(given.ended_at) - due) / 60_000;
  return { kind: 'late', minutes: over > 0 ? over : null };
}
