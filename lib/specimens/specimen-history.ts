import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { SPECIMEN_NUMBER, type HistoryEntry } from './contract';

const Cursor = z.tuple([z.int32()]);
const Stamps = z.record(z.string(), z.iso.datetime({ offset: true }).nullable()).catch({});

/** The history of one specimen and its tests, in the order it was recorded. */
export async function specimenHistory(
  ctx: Ctx,
  number: string,
  query: { limit: number; cursor?: string },
): Promise<{ data: HistoryEntry[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const after = query.cursor === undefined ? 0 : decodeCursor(query.cursor, Cursor)[0];
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const specimen = await ctx.db.specimen.findFirst({ where: { number }, select: { id: true } });
  if (!specimen) throw notFound('specimen');
  const rows = await ctx.db.testTransition.findMany({
    where: { specimenId: specimen.id, sequence: { gt: after } },
    orderBy: { sequence: 'asc' },
    take: query.limit + 1,
    include: {
      test: { select: { run: true, assay: { select: { code: true } } } },
      device: { select: { name: true } },
      errorCode: { select: { code: true } },
      rejectionReason: { select: { name: true } },
      signature: { select: { userName: true, at: true, meaning: true, hash: true } },
    },
  });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
      sequence: row.sequence,
      assay: row.test?.assay.code ?? null,
      run: row.test?.run ?? null,
      action: row.action,
      from: row.fromState,
      to: row.toState,
      actor: { kind: row.actorKind, name: row.actorName },
      occurred_at: row.occurredAt.toISOString(),
      recorded_at: row.recordedAt.toISOString(),
      source: row.source,
      implied: row.implied,
      milestones: Stamps.parse(row.stamps ?? {}),
      device: row.device?.name ?? null,
      operator: row.operator,
      error_code: row.errorCode?.code ?? null,
      rejection_reason: row.rejectionReason?.name ?? null,
      reason: row.reason,
      informed: row.informed,
      comment: row.comment,
      signature: row.signature && {
        name: row.signature.userName,
        at: row.signature.at.toISOString(),
        meaning: row.signature.meaning,
        sha256: Buffer.from(row.signature.hash).toString('hex'),
      },
      import_id: row.importId,
      request_id: row.requestId,
    })),
    next_cursor: last ? encodeCursor([last.sequence]) : null,
  };
}
