export type StateKind = 'open' | 'done' | 'void';

/** One state of a lab's workflow; a smaller rank is less advanced. */
export type StateRule = { key: string; kind: StateKind; rank: number };

const ERROR = 'error';

/**
 * A specimen's state from those of its tests: error if any test is in error, else its least
 * advanced open test, else the done state if any test is done, else the void state. Where several
 * states are equally entitled the one of the smallest rank is taken. Without tests it is `bare`.
 */
export function specimenState(
  testStates: readonly string[],
  rules: readonly StateRule[],
  bare: string,
): string {
  if (testStates.includes(ERROR)) return ERROR;
  const present = rules
    .filter((rule) => testStates.includes(rule.key))
    .toSorted((a, b) => a.rank - b.rank);
  for (const kind of ['open', 'done', 'void'] as const) {
    const found = present.find((rule) => rule.kind === kind);
    if (found) return found.key;
  }
  return bare;
}
