import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvents } from '@/lib/platform/live/emit-live-event';
import { MOST_REPLAYED, type Message, type Replay, type Replayed } from './contract';
import { messageConditions } from './message-conditions';
import { MESSAGE_COLUMNS, messageAnswer } from './message-row';

const Rows = z.array(z.object({ id: z.string(), device_id: z.string() }));

/** Puts messages that were settled and still have their bytes back into the queue. */
async function putBack(tx: LabTx, ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const rows = Rows.parse(
    await tx.$queryRaw`
      UPDATE instrument_messages AS m
      SET status = 'accepted', code = NULL, reason = NULL, awaits = NULL, awaits_until = NULL,
        attempts = 0, next_attempt_at = NULL, settled_at = NULL
      WHERE m.lab_id = ${ctx.lab.id}::uuid AND m.id IN (
        SELECT id FROM instrument_messages
        WHERE lab_id = ${ctx.lab.id}::uuid AND id = ANY(${[...ids]}::uuid[])
          AND status <> 'accepted' AND raw IS NOT NULL
        ORDER BY position FOR UPDATE
      )
      RETURNING m.id::text AS id, m.device_id::text AS device_id`,
  );
  const devices = [...new Set(rows.map(({ device_id }) => device_id))];
  const told = devices.map((entityId) => ({ entityId, version: 0 }));
  await emitLiveEvents(tx, ctx.lab.id, 'device', told);
  return rows.map(({ id }) => id);
}

/**
 * Puts one message back into the queue, at its old place, whatever became of it; what it led to is
 * not done again. 409 while it waits to be applied, and once its bytes were cleared.
 */
export async function replayMessage(ctx: Ctx, id: string): Promise<Message> {
  authorize(ctx, 'replay');
  if (!isId(id)) throw notFound('message');
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.instrumentMessage.findFirst({
      where: { id },
      select: MESSAGE_COLUMNS,
    });
    if (!before) throw notFound('message');
    const [replayed] = await putBack(tx, ctx, [id]);
    if (replayed === undefined) {
      const cleared = before.clearedAt !== null;
      throw new AppError(
        'conflict',
        cleared
          ? 'The bytes of this message were cleared: it cannot be applied again.'
          : 'This message waits to be applied already.',
      );
    }
    const { status, code, reason } = before;
    await recordAuditEvent(tx, ctx, {
      action: 'instrument_message.replay',
      entity: 'instrument_message',
      entityId: id,
      before: { device: before.device.name, status, code, reason },
      after: { status: 'accepted' },
    });
    const after = await tx.instrumentMessage.findFirst({ where: { id }, select: MESSAGE_COLUMNS });
    if (!after) throw notFound('message');
    return messageAnswer(after);
  });
}

/**
 * Puts many messages back into the queue, all in one transaction: those named, or the oldest that
 * the filters find among those quarantined (or ignored). One audit event tells of all of them.
 */
export async function replayMessages(ctx: Ctx, { ids, ...filters }: Replay): Promise<Replayed> {
  authorize(ctx, 'replay');
  const { status = 'quarantined', ...rest } = filters;
  const where = {
    AND: [await messageConditions(ctx, { ...rest, status }), { clearedAt: null }],
  };
  return ctx.db.$transaction(
    async (tx) => {
      const named = ids ? [...new Set(ids)] : null;
      const found =
        named ??
        (
          await tx.instrumentMessage.findMany({
            where,
            select: { id: true },
            orderBy: { position: 'asc' },
            take: MOST_REPLAYED,
          })
        ).map(({ id }) => id);
      const replayed = await putBack(tx, ctx, found);
      const left = named
        ? named.length - replayed.length
        : await tx.instrumentMessage.count({ where });
      if (replayed.length > 0) {
        const by: Prisma.InputJsonObject = JSON.parse(JSON.stringify({ ...rest, status }));
        await recordAuditEvent(tx, ctx, {
          action: 'instrument_message.replay_many',
          entity: 'instrument_message',
          after: { replayed: replayed.length, ...(named ? { ids: replayed } : { filters: by }) },
        });
      }
      return { replayed: replayed.length, left };
    },
    { timeout: 60_000 },
  );
}
