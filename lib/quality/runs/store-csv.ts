import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { keptFileName, storeChunks, type KeptBytes } from '@/lib/platform/uploads/chunks';
import { queueRun, refuseUnlessRoom } from './queue-run';
import type { ChosenRules } from './stored-rules';

export type StoredCsv = KeptBytes & { id: string };

/** Forgets an upload that came to nothing. */
export async function dropCsv(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.qualityRun.deleteMany({ where: { id, status: 'uploading' } });
}

/**
 * Keeps a file's bytes as they come, each chunk in a transaction of its own. Until it is queued
 * nobody sees it; if the bytes end in an error it is gone.
 */
export async function storeCsv(
  ctx: Ctx,
  fileName: string,
  bytes: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<StoredCsv> {
  const id = newId();
  const labId = ctx.lab.id;
  await ctx.db.qualityRun.create({
    data: {
      id,
      labId,
      source: 'csv',
      trigger: 'asked',
      status: 'uploading',
      rulesName: '',
      rules: {},
      fileName: keptFileName(fileName),
      fileSize: 0,
      ...actorColumns(ctx.actor),
      requestId: ctx.requestId,
    },
  });
  try {
    const kept = await storeChunks(bytes, maxBytes, async (index, chunk) => {
      await ctx.db.qualityRunChunk.create({
        data: { labId, runId: id, index, bytes: chunk },
        // Without it the bytes would come back.
        select: { index: true },
      });
    });
    return { id, ...kept };
  } catch (error) {
    await dropCsv(ctx, id);
    throw error;
  }
}

/** Makes a run of an upload, and has the worker judge it. */
export async function queueCsv(
  ctx: Ctx,
  { id, size }: StoredCsv,
  rules: ChosenRules,
): Promise<{ id: string }> {
  await ctx.db.$transaction(async (tx) => {
    await refuseUnlessRoom(tx, ctx.lab.id);
    await tx.qualityRun.updateMany({
      where: { id, status: 'uploading' },
      data: { ...rules, status: 'queued', fileSize: size, createdAt: new Date() },
    });
    await queueRun(tx, ctx.lab.id, id);
  });
  return { id };
}
