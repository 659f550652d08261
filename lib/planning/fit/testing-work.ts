import {
  emptyWork,
  HOUR_MS,
  MINUTE_MS,
  PRIORITY_CODES,
  type PriorityCode,
  type Work,
} from './work';

/** A test by minutes after the period's begin. */
export type GivenWork = {
  received: number;
  started?: number;
  resulted?: number;
  released?: number;
  machine?: string;
  tube?: number;
  priority?: PriorityCode;
  target?: number;
  failures?: number;
  failedAt?: number;
  isVoid?: boolean;
  assay?: number;
  department?: string;
};

/** Monday 2026-03-02, 00:00 in Berlin. */
export const MONDAY = Date.UTC(2026, 2, 1, 23);

type Given = { weeks?: number; hours?: number; types?: Record<string, string> };

/** Work as it would be read; machines are of their type, or of none. */
export function workOf(tests: readonly GivenWork[], given: Given = {}): Work {
  const { weeks = 1, hours = weeks * 168, types = {} } = given;
  const names = [...new Set(tests.flatMap(({ machine }) => machine ?? []))];
  const departments = ['', ...new Set(tests.flatMap(({ department }) => department ?? []))];
  const work = emptyWork(
    {
      from: MONDAY,
      to: MONDAY + hours * HOUR_MS,
      timeZone: 'Europe/Berlin',
      machines: names.map((name) => ({ name, type: types[name] ?? '', states: null })),
      departments,
    },
    tests.length,
  );
  const at = (minutes: number | undefined) =>
    minutes === undefined ? NaN : MONDAY + minutes * MINUTE_MS;
  for (const [row, one] of tests.entries()) {
    const machine = one.machine === undefined ? -1 : names.indexOf(one.machine);
    work.received[row] = at(one.received);
    work.started[row] = at(one.started);
    work.resulted[row] = at(one.resulted);
    work.released[row] = at(one.released);
    work.specimen[row] = one.tube ?? 1_000_000 + row;
    work.machine[row] = machine;
    work.assay[row] = one.assay ?? 0;
    work.department[row] = departments.indexOf(one.department ?? '');
    work.priority[row] = PRIORITY_CODES.indexOf(one.priority ?? 'ROUTINE');
    work.target[row] = one.target ?? NaN;
    work.isVoid[row] = one.isVoid ? 1 : 0;
    work.failures[row] = one.failures ?? 0;
    work.failedAt[row] = at(one.failedAt);
    if (machine < 0 || one.resulted === undefined) continue;
    const failures = one.failures ?? 0;
    work.attempts[machine] = (work.attempts[machine] ?? 0) + 1 + failures;
    work.failed[machine] = (work.failed[machine] ?? 0) + failures;
  }
  return work;
}
