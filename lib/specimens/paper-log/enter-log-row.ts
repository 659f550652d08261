import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { createSpecimen } from '../create-specimen';
import { leaveNote } from '../changes/leave-note';
import { type EnteredRow, EXPECT, type LogRow } from './log-row';
import type { Specimen } from '../contract';
import { transitionTests } from '../transitions/transition-tests';

async function isKnown(ctx: Ctx, number: string): Promise<boolean> {
  const found = await ctx.db.specimen.findFirst({ where: { number }, select: { id: true } });
  return found !== null;
}

async function create(ctx: Ctx, row: LogRow): Promise<Specimen> {
  const { specimen_id, occurred_at, assays, comment } = row;
  if (assays === undefined) {
    throw new AppError(
      'not_found',
      `${specimen_id} is not in this lab: name its assays to enter it with this row.`,
      { fields: [{ field: 'assays', message: 'what is to be done on it?' }] },
    );
  }
  const expected = row.action === EXPECT;
  const made = await createSpecimen(ctx, {
    specimen_id,
    tests: assays.map((assay) => ({ assay })),
    ...(expected
      ? { state: 'expected', ordered_at: occurred_at }
      : { state: 'received', received_at: occurred_at }),
  });
  if (comment !== undefined) await leaveNote(ctx, specimen_id, { text: comment });
  return made;
}

/**
 * Enters one row of a paper log at the time it names. A row that receives or expects a number this
 * lab does not have makes the specimen with the assays it names; its comment becomes a note. Any
 * other is the workflow's own action, and refused as that would be.
 */
export async function enterLogRow(ctx: Ctx, row: LogRow): Promise<EnteredRow> {
  authorize(ctx, 'tests.move');
  const { specimen_id, ...request } = row;
  const makes = row.action === EXPECT || row.action === 'receive';
  if (row.action === EXPECT || (makes && !(await isKnown(ctx, specimen_id)))) {
    const { state } = await create(ctx, row);
    return { specimen_id, state, created: true };
  }
  const { state } = await transitionTests(ctx, specimen_id, request);
  return { specimen_id, state, created: false };
}
