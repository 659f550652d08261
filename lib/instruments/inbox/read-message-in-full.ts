import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { readDeviceTable } from '../mapping/read-mapping';
import type { MessageInFull } from './contract';
import { maskRaw, rawText } from './mask-raw';
import { visibleMessages } from './message-conditions';
import { MESSAGE_COLUMNS, messageAnswer } from './message-row';
import { readingOf } from './reading';

/**
 * A message with what it says and its text, masked unless `raw` is full: that is for those who may
 * read raw messages, and leaves an audit event before anything is shown.
 */
export async function readMessageInFull(
  ctx: Ctx,
  id: string,
  { raw }: { raw: 'masked' | 'full' },
): Promise<MessageInFull> {
  authorize(ctx, raw === 'full' ? 'messages.read_raw' : 'device.read');
  const row = isId(id)
    ? await ctx.db.instrumentMessage.findFirst({
        where: { AND: [visibleMessages(ctx), { id }] },
        select: { ...MESSAGE_COLUMNS, raw: true, deviceId: true },
      })
    : null;
  if (!row) throw notFound('message');
  const answer = messageAnswer(row);
  const none = { raw: null, raw_is: raw, raw_base64: null, read: null };
  const { raw: bytes, format, receivedAt } = row;
  if (bytes === null) return { ...answer, ...none };
  const { table } = await readDeviceTable(ctx.db, ctx, row.deviceId);
  const timeZone = table.timeZone ?? ctx.lab.timeZone;
  const read = readingOf(format, bytes, table, { timeZone, receivedAt });
  if (raw === 'masked') {
    return { ...answer, ...none, raw: maskRaw(format, bytes), read };
  }
  await ctx.db.$transaction((tx) =>
    recordAuditEvent(tx, ctx, {
      action: 'instrument_message.read_raw',
      entity: 'instrument_message',
      entityId: id,
      after: { device: answer.device, received_at: answer.received_at },
    }),
  );
  const base64 = Buffer.from(bytes).toString('base64');
  return { ...answer, raw: rawText(bytes), raw_is: 'full', raw_base64: base64, read };
}
