import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import { MllpRefusal } from './mllp-report';
import { z } from 'zod';

const Rows = z.array(z.object({ refusal: MllpRefusal }));
const MOST = 10;

/**
 * Whom the listeners of the workers refused lately, the latest first: messages of the device, and
 * those from addresses that nobody is known by, unless another lab alone named the address.
 */
export async function listRefusals(ctx: Ctx, name: string): Promise<MllpRefusal[]> {
  const deviceId = await findDevice(ctx.db, ctx, 'mapping.write', name);
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT refusal
      FROM worker_heartbeats w, jsonb_array_elements(w.mllp->'refusals') AS refusal
      WHERE w.seen_at > now() - interval '30 seconds'
        AND CASE WHEN refusal->>'device' IS NOT NULL THEN refusal->>'device' = ${deviceId}
          ELSE NOT EXISTS (SELECT FROM mllp_peers p WHERE p.lab_id <> ${ctx.lab.id}::uuid
              AND (refusal->>'address')::inet <<= p.network::cidr)
            OR EXISTS (SELECT FROM mllp_peers p WHERE p.lab_id = ${ctx.lab.id}::uuid
              AND (refusal->>'address')::inet <<= p.network::cidr)
          END
      ORDER BY refusal->>'lastAt' DESC LIMIT ${MOST}`,
  );
  return rows.map(({ refusal }) => refusal);
}
