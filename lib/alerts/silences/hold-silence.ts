import { clockTextWithZone } from '@/lib/labs/clock-text';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';

/** A silence that is not over, held until the transaction ends. 404; 409 for one that is over. */
export async function holdSilence(tx: LabTx, ctx: Ctx, id: string) {
  if (!isId(id)) throw notFound('silence');
  await tx.$queryRaw`
    SELECT FROM silences WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const row = await tx.silence.findFirst({ where: { id } });
  if (!row) throw notFound('silence');
  const over = row.endedAt ?? (row.endsAt <= ctx.now ? row.endsAt : null);
  if (over !== null) {
    const ended = clockTextWithZone(over, ctx.lab.timeZone);
    throw new AppError('conflict', `This silence ended at ${ended}: make another.`);
  }
  return row;
}
