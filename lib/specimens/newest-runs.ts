type Run = { assay: string; run: number };

const isSuperseded = (test: Run, tests: readonly Run[]) =>
  tests.some((other) => other.assay === test.assay && other.run > test.run);

/** Of each assay the newest run: older ones are history, and nothing moves them. */
export function newestRuns<T extends Run>(tests: readonly T[]): T[] {
  return tests.filter((test) => !isSuperseded(test, tests));
}

/** The runs that are worked on before those they took the place of, each in the order they came. */
export function newestRunsFirst<T extends Run>(tests: readonly T[]): T[] {
  return [...newestRuns(tests), ...tests.filter((test) => isSuperseded(test, tests))];
}
