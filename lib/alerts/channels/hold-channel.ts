import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { changedMeanwhile, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { channelRow, type ChannelRow } from './channel-row';

/**
 * The channel of that id, held until the transaction ends; 404 for none.
 * @throws version_conflict where it is not the version that was seen
 */
export async function holdChannel(
  tx: LabTx,
  ctx: Ctx,
  id: string,
  seenVersion: number | undefined,
): Promise<ChannelRow> {
  if (!isId(id)) throw notFound('channel');
  await tx.$queryRaw`
    SELECT FROM channels WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const row = await channelRow(tx, id);
  if (!row) throw notFound('channel');
  if (seenVersion !== undefined && seenVersion !== row.version) {
    throw changedMeanwhile(`“${row.name}”`, row.version);
  }
  return row;
}
