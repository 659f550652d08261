import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { SPECIMEN_NUMBER, type Relative, type Specimen } from './contract';
import { readLabRules, type LabRules } from './lab-rules';
import { noteDto, NOTES_SELECT } from './changes/note-row';
import { SPECIMEN_SELECT, specimenDto, TESTS_IN_ORDER } from './specimen-row';
import { readTestDetails } from './test-details';
import { RESULTS_SELECT, TEST_SELECT, testWithResults } from './test-row';
import { allowedOnAny } from './workflow';

const RELATIVE_SELECT = { number: true, stateKey: true, relation: true } as const;

function relative(
  row: { number: string; stateKey: string },
  relation: Relative['relation'] | null,
): Relative[] {
  return relation === null ? [] : [{ specimen_id: row.number, relation, state: row.stateKey }];
}

/**
 * One specimen by rules read before, for whoever may already know of it: a LIS key is answered
 * what it created. 404 for a number this lab does not have.
 */
export async function readSpecimenBy(ctx: Ctx, number: string, rules: LabRules): Promise<Specimen> {
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const row = await ctx.db.specimen.findFirst({
    where: { number },
    select: {
      ...SPECIMEN_SELECT,
      relation: true,
      tests: {
        select: { ...TEST_SELECT, retestOfId: true, results: RESULTS_SELECT },
        orderBy: [...TESTS_IN_ORDER],
      },
      parent: { select: RELATIVE_SELECT },
      children: { select: RELATIVE_SELECT, orderBy: { number: 'asc' } },
      notes: NOTES_SELECT,
    },
  });
  if (!row) throw notFound('specimen');
  const summary = specimenDto(row, { rules, actor: ctx.actor, now: ctx.now });
  const tests = row.tests.flatMap((own, index) => {
    const test = summary.tests[index];
    return test ? [{ row: own, test }] : [];
  });
  const details = await readTestDetails(ctx, rules, row.id, tests);
  const complete = tests.flatMap(({ row: own, test }, index) => {
    const known = details[index];
    return known ? [testWithResults(test, own.results, known)] : [];
  });
  return {
    ...summary,
    allowed_actions: allowedOnAny(complete.map((test) => test.allowed_actions)),
    tests: complete,
    parent: (row.parent && relative(row.parent, row.relation)[0]) ?? null,
    children: row.children.flatMap((child) => relative(child, child.relation)),
    notes: row.notes.toReversed().map(noteDto),
  };
}

/** One specimen with its tests, their results, its parent and its children. */
export async function readSpecimen(ctx: Ctx, number: string): Promise<Specimen> {
  authorize(ctx, 'read');
  return readSpecimenBy(ctx, number, await readLabRules(ctx));
}
