import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Silence, SilenceChange } from './contract';
import { holdSilence } from './hold-silence';
import { refuseEnd } from './refuse-end';
import { silenceAnswer } from './silence-row';

/** Lets a silence that is not over end at another time, or says why anew. 404; 409; 422. */
export function changeSilence(ctx: Ctx, id: string, change: SilenceChange): Promise<Silence> {
  authorize(ctx, 'silence');
  return ctx.db.$transaction(async (tx) => {
    const row = await holdSilence(tx, ctx, id);
    const endsAt = change.ends_at ?? row.endsAt;
    const reason = change.reason ?? row.reason;
    if (change.ends_at) refuseEnd(ctx.now, row.startsAt, endsAt);
    await tx.silence.updateMany({ where: { id }, data: { endsAt, reason } });
    await recordAuditEvent(tx, ctx, {
      action: 'silence.change',
      entity: 'silence',
      entityId: id,
      before: { ends_at: row.endsAt.toISOString(), reason: row.reason },
      after: { ends_at: endsAt.toISOString(), reason },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'alert', entityId: '', version: 0 });
    return silenceAnswer(tx, ctx.lab.id, { ...row, endsAt, reason }, ctx.now);
  });
}
