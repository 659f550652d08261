/** A machine and what its group is read from. */
export type Machine = {
  name: string;
  type: string;
  /** What was known of its states in the period; null where it never said any. */
  states: MachineStates | null;
};

export type MachineStates = {
  /** Up or idle, in ms. */
  upMs: number;
  /** Unplanned stops that began, those that ended, and how long the ended ones had taken. */
  stops: number;
  repairs: number;
  repairMs: number;
  /** Stretches [from, to) in ms in which it could not work, planned or not, in their order. */
  down: readonly { from: number; to: number }[];
};

export const PRIORITY_CODES = ['STAT', 'URGENT', 'ROUTINE'] as const;
export type PriorityCode = (typeof PRIORITY_CODES)[number];

/**
 * The work of a lab around a period, a test a row, column by column: whatever was received in it,
 * on a machine in it, or released in it. Times are ms since 1970, NaN where there is none. Tests of voided specimens
 * are not here.
 */
export type Work = {
  /** The period [from, to) in ms since 1970. */
  from: number;
  to: number;
  timeZone: string;
  machines: readonly Machine[];
  /** The names of departments, or of none (''), that tests belong to. */
  departments: readonly string[];
  count: number;
  received: Float64Array;
  started: Float64Array;
  resulted: Float64Array;
  released: Float64Array;
  /** Numbers of the tubes: tests of one tube have one. */
  specimen: Int32Array;
  /** Place in `machines`, -1 for none. */
  machine: Int16Array;
  assay: Int16Array;
  /** Place in `departments`. */
  department: Int16Array;
  /** Place in PRIORITY_CODES. */
  priority: Uint8Array;
  /** Minutes from receipt to release by the clock, NaN without such a target. */
  target: Float64Array;
  /** 1 where it was rejected, cancelled or invalidated since. */
  isVoid: Uint8Array;
  /** Its attempts that failed, and when the first of them did. */
  failures: Uint8Array;
  failedAt: Float64Array;
  /** Attempts that ended in the period, and those of them that failed, by machine. */
  attempts: Int32Array;
  failed: Int32Array;
};

/** An empty row set of so many tests, to be filled. */
export function emptyWork(
  head: Pick<Work, 'from' | 'to' | 'timeZone' | 'machines' | 'departments'>,
  count: number,
): Work {
  const times = () => new Float64Array(count).fill(NaN);
  return {
    ...head,
    count,
    received: times(),
    started: times(),
    resulted: times(),
    released: times(),
    specimen: new Int32Array(count),
    machine: new Int16Array(count).fill(-1),
    assay: new Int16Array(count).fill(-1),
    department: new Int16Array(count),
    priority: new Uint8Array(count).fill(2),
    target: times(),
    isVoid: new Uint8Array(count),
    failures: new Uint8Array(count),
    failedAt: times(),
    attempts: new Int32Array(head.machines.length),
    failed: new Int32Array(head.machines.length),
  };
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
