import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Proposal } from './contract';
import { PROPOSAL_SELECT, proposalDto, type ProposalRow, reasonNames } from './proposal-row';

const Held = z.array(
  z.object({ ended: z.string().nullable(), by: z.string().nullable(), number: z.string() }),
);

/**
 * Holds an open proposal and its specimen for the rest of the transaction. 404 for one this lab does
 * not have; 409 once somebody decided.
 */
export async function lockOpenProposal(tx: LabTx, ctx: Ctx, id: string): Promise<ProposalRow> {
  if (!isId(id)) throw notFound('proposal');
  // The specimen first, as whatever else works on it does.
  const [held] = Held.parse(
    await tx.$queryRaw`
      WITH tube AS (
        SELECT s.id, s.number FROM specimens s
        WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.id = (
          SELECT specimen_id FROM proposals WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid)
        FOR UPDATE
      )
      SELECT p.ended::text AS ended, p.ended_by AS by, tube.number FROM tube
      JOIN proposals p ON p.lab_id = ${ctx.lab.id}::uuid AND p.id = ${id}::uuid
        AND p.specimen_id = tube.id
      FOR UPDATE OF p`,
  );
  if (!held) throw notFound('proposal');
  if (held.ended !== null) {
    throw new AppError('conflict', `This was ${held.ended} already (${held.by ?? 'unknown'}).`, {
      extra: { ended: held.ended },
    });
  }
  return tx.proposal.findFirstOrThrow({ where: { id }, select: PROPOSAL_SELECT });
}

/** Ends a proposal that is held, with its audit event, and answers it as it then stands. */
export async function endProposal(
  tx: LabTx,
  ctx: Ctx,
  row: ProposalRow,
  ended: 'taken' | 'dismissed',
  reason: string,
): Promise<Proposal> {
  const { actorName } = actorColumns(ctx.actor);
  await tx.proposal.updateMany({
    where: { id: row.id, endedAt: null },
    data: { ended, endedAt: ctx.now, endedBy: actorName, endReason: reason },
  });
  await recordAuditEvent(tx, ctx, {
    action: ended === 'taken' ? 'proposal.take' : 'proposal.dismiss',
    entity: 'proposal',
    entityId: row.id,
    after: {
      specimen_id: row.specimen.number,
      kind: row.kind,
      device: row.device.name,
      message: row.messageId,
      ...(row.test ? { assay: row.test.assay.code, run: row.test.run } : {}),
    },
    reason,
  });
  const after = await tx.proposal.findFirstOrThrow({
    where: { id: row.id },
    select: PROPOSAL_SELECT,
  });
  const { version } = await tx.specimen.findFirstOrThrow({
    where: { number: row.specimen.number },
    select: { version: true },
  });
  await emitLiveEvent(tx, ctx.lab.id, {
    entity: 'specimen',
    entityId: row.specimen.number,
    version,
  });
  return proposalDto(after, await reasonNames(tx, [after]));
}
