import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { env } from '@/lib/platform/env';
import { type AnchorFile, openAnchorFile } from './anchor-file';
import type { AuditStatus } from './contract';

// Read once and then only what was appended; the worker writes it.
const holder: typeof globalThis & { benchwatchAnchors?: AnchorFile } = globalThis;

const Counts = z
  .array(
    z.object({
      position: z.number().nullable(),
      sealed_at: z.date().nullable(),
      unsealed: z.number(),
      late: z.number(),
      anchored_hash: z.string().nullable(),
    }),
  )
  .length(1);

/** How far the lab's trail is sealed and anchored, without checking every row. */
export async function readAuditStatus(ctx: Ctx): Promise<AuditStatus> {
  authorize(ctx, 'audit.read');
  holder.benchwatchAnchors ??= openAnchorFile(env().AUDIT_ANCHOR);
  const anchor = (await holder.benchwatchAnchors.heads()).get(ctx.lab.id);
  const [row] = Counts.parse(
    await ctx.db.$queryRaw`
      SELECT head.position::float8 AS position, head.sealed_at, waiting.unsealed, waiting.late,
        (SELECT encode(hash, 'hex') FROM audit_seals
         WHERE chain = ${ctx.lab.id}::uuid AND position = ${anchor?.position ?? 0})
          AS anchored_hash
      FROM (
        SELECT count(*)::int AS unsealed,
          (count(*) FILTER (WHERE queued_at < now() - interval '1 minute'))::int AS late
        FROM audit_unsealed WHERE chain = ${ctx.lab.id}::uuid
      ) waiting
      LEFT JOIN LATERAL (
        SELECT position, sealed_at FROM audit_seals WHERE chain = ${ctx.lab.id}::uuid
        ORDER BY position DESC LIMIT 1
      ) head ON true`,
  );
  return {
    sealed_to: row?.position ?? 0,
    sealed_at: row?.sealed_at?.toISOString() ?? null,
    unsealed: row?.unsealed ?? 0,
    late: row?.late ?? 0,
    anchor: anchor ? { position: anchor.position, at: anchor.at } : null,
    anchor_agrees: !anchor || row?.anchored_hash === anchor.hash,
  };
}
