import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { AlertDetail, NoteAlert } from './contract';
import { findAlert, readAlert } from './read-alert';

/** Adds a person's words to the history of an alert, which is append-only as all notes are; 404. */
export async function noteAlert(ctx: Ctx, id: string, { text }: NoteAlert): Promise<AlertDetail> {
  authorize(ctx, 'notes.write');
  await ctx.db.$transaction(async (tx) => {
    const alert = await findAlert(tx, ctx.lab.id, id);
    await tx.alertEvent.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        alertId: alert.id,
        kind: 'note',
        at: ctx.now,
        text,
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
      },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'alert', entityId: '', version: 0 });
  });
  return readAlert(ctx, id);
}
