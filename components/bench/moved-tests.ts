import type { Specimen } from '@/lib/specimens/contract';

export type MovedTest = { assay: string; from: string; to: string };

/** Which tests an action moved, by the specimen before it and after it. A new run was not moved. */
export function movedTests(
  before: Pick<Specimen, 'tests'>,
  after: Pick<Specimen, 'tests'>,
): MovedTest[] {
  return after.tests.flatMap(({ assay, run, state }) => {
    const old = before.tests.find((test) => test.assay === assay && test.run === run);
    return old === undefined || old.state === state ? [] : [{ assay, from: old.state, to: state }];
  });
}
