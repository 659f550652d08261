import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField, notFound } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { LeaveNote } from './change-contract';
import { SPECIMEN_NUMBER, type Note } from '../contract';
import { noteDto } from './note-row';

/**
 * Leaves a note on a specimen, or on the newest run of one of its tests; also on what is finished
 * or voided. It is written once and changes no version: a note is in nobody's way.
 */
export async function leaveNote(ctx: Ctx, number: string, given: LeaveNote): Promise<Note> {
  authorize(ctx, 'notes.write');
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const specimen = await ctx.db.specimen.findFirst({
    where: { number },
    select: {
      id: true,
      version: true,
      tests: {
        select: { id: true, assay: { select: { code: true } } },
        orderBy: { run: 'desc' },
      },
    },
  });
  if (!specimen) throw notFound('specimen');
  const { assay } = given;
  const test =
    assay === undefined
      ? null
      : specimen.tests.find((each) => each.assay.code.toLowerCase() === assay.toLowerCase());
  if (test === undefined) throw invalidField('assay', `${number} has no test ${assay ?? ''}`);
  const row = {
    id: newId(),
    labId: ctx.lab.id,
    specimenId: specimen.id,
    testId: test?.id ?? null,
    text: given.text,
    createdAt: ctx.now,
    ...actorColumns(ctx.actor),
    requestId: ctx.requestId,
  };
  await ctx.db.$transaction(async (tx) => {
    await tx.note.create({ data: row });
    await recordAuditEvent(tx, ctx, {
      action: 'specimen.note',
      entity: 'specimen',
      entityId: specimen.id,
      after: { specimen_id: number, assay: test?.assay.code ?? null, text: given.text },
    });
    await emitLiveEvent(tx, ctx.lab.id, {
      entity: 'specimen',
      entityId: number,
      version: specimen.version,
    });
  });
  return noteDto({ ...row, test });
}
