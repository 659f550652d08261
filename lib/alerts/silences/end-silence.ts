import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Silence } from './contract';
import { holdSilence } from './hold-silence';
import { silenceAnswer } from './silence-row';

/** Ends a silence now; it stays in the list of those that are over. 404; 409 for one that is over. */
export function endSilence(ctx: Ctx, id: string): Promise<Silence> {
  authorize(ctx, 'silence');
  return ctx.db.$transaction(async (tx) => {
    const row = await holdSilence(tx, ctx, id);
    const ended = { endedAt: ctx.now, endedBy: actorColumns(ctx.actor).actorName };
    await tx.silence.updateMany({ where: { id }, data: ended });
    await recordAuditEvent(tx, ctx, {
      action: 'silence.end',
      entity: 'silence',
      entityId: id,
      before: { ends_at: row.endsAt.toISOString() },
      after: { ended_at: ctx.now.toISOString() },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'alert', entityId: '', version: 0 });
    return silenceAnswer(tx, ctx.lab.id, { ...row, ...ended }, ctx.now);
  });
}
