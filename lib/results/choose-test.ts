import type { Actor } from '@/lib/platform/access/actor';
import { AppError, invalidField } from '@/lib/platform/errors';

/** The newest run of one assay on a specimen. */
export type ResultTest = {
  id: string;
  assay: string;
  run: number;
  state: string;
  deviceId: string | null;
  /** What the assay measures; none where nobody listed it. */
  analyteIds: readonly string[];
};

const TAKES_RESULTS = new Set(['received', 'in_process', 'error', 'submitted']);

/** Whether results may be entered in this state; else a supervisor takes the test back first. */
export function takesResults(state: string): boolean {
  return TAKES_RESULTS.has(state);
}

/** What to do first where a test takes no results. */
const REMEDIES: Readonly<Record<string, { remedy: string; words: string }>> = {
  expected: { remedy: 'receive', words: 'is expected: receive the specimen first' },
  verified: { remedy: 'retract', words: 'is verified: a supervisor must retract it first' },
  published: { remedy: 'amend', words: 'is published: a supervisor must amend it first' },
  rejected: { remedy: 'reinstate', words: 'is rejected: a supervisor must reinstate it first' },
  cancelled: { remedy: 'reinstate', words: 'is cancelled: a supervisor must reinstate it first' },
};

/** 409 for a test that takes no results as it stands, naming what to do first. */
export function refuseState({ assay, state }: ResultTest): void {
  if (takesResults(state)) return;
  const known = REMEDIES[state];
  const words = known?.words ?? `is ${state.replaceAll('_', ' ')} and takes no results`;
  throw new AppError('conflict', `${assay} ${words}.`, {
    extra: { state, ...(known ? { remedy: known.remedy } : {}) },
  });
}

/** 403 for the key of an instrument that reports for a test of another device. */
export function refuseForeignDevice(actor: Actor, test: ResultTest): void {
  if (actor.kind !== 'key' || actor.role !== 'instrument') return;
  if (actor.deviceId !== null && actor.deviceId === test.deviceId) return;
  throw new AppError('forbidden', `${test.assay} is not a test of this key’s device.`);
}

const measures = (test: ResultTest, analyteIds: readonly string[]) =>
  test.analyteIds.length > 0 && analyteIds.every((id) => test.analyteIds.includes(id));

/**
 * The test that results are meant for: the one named, else the only one that measures all of these
 * analytes (of those that take results, if any does), else the only one that takes results. 422 for
 * `assay` where that leaves several or none.
 */
export function chooseTest(
  tests: readonly ResultTest[],
  assay: string | undefined,
  analyteIds: readonly string[],
  takes: (state: string) => boolean = takesResults,
): ResultTest {
  const names = tests
    .map((test) => test.assay)
    .toSorted((a, b) => a.localeCompare(b, 'en'))
    .join(', ');
  if (assay !== undefined) {
    const named = tests.find((test) => test.assay.toLowerCase() === assay.toLowerCase());
    if (named) return named;
    const there = names === '' ? 'it has no tests' : `it has ${names}`;
    throw invalidField('assay', `this specimen has no test “${assay}”; ${there}`);
  }
  const open = tests.filter((test) => takes(test.state));
  const choices = [
    open.filter((test) => measures(test, analyteIds)),
    tests.filter((test) => measures(test, analyteIds)),
    open,
    tests,
  ];
  const found = choices.find((choice) => choice.length > 0) ?? [];
  const [only] = found;
  if (only && found.length === 1) return only;
  throw invalidField(
    'assay',
    only ? `name the test the results are of: ${names}` : 'this specimen has no tests',
  );
}
