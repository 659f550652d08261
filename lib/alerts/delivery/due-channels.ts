import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';

const Rows = z.array(
  z.object({
    id: z.string(),
    lab_id: z.string(),
    kind: z.string(),
    fate: z.enum(['open', 'off', 'removed']),
  }),
);

export type DueChannel = {
  id: string;
  labId: string;
  kind: string;
  fate: 'open' | 'off' | 'removed';
};

/**
 * The channels, of all labs, that something waits for and that are not paused, those that wait
 * longest first. Whether there is something to do in one is for who takes it to find out.
 */
export async function dueChannels(): Promise<DueChannel[]> {
  const rows = Rows.parse(
    await unboundDb().$queryRaw`
      SELECT c.id::text AS id, c.lab_id::text AS lab_id, c.kind::text AS kind,
        CASE WHEN c.removed_at IS NOT NULL THEN 'removed' WHEN c.enabled THEN 'open' ELSE 'off' END
          AS fate
      FROM channels c
      CROSS JOIN LATERAL (
        SELECT min(n.created_at) AS oldest FROM notifications n
        WHERE n.lab_id = c.lab_id AND n.channel_id = c.id AND n.status = 'queued'
          AND (n.next_attempt_at
            NOT BETWEEN clock_timestamp() AND clock_timestamp() + interval '2 hours'
            OR c.removed_at IS NOT NULL OR NOT c.enabled)
      ) AS waiting
      WHERE waiting.oldest IS NOT NULL
        AND (c.removed_at IS NOT NULL OR NOT c.enabled OR c.paused_until IS NULL
          OR c.paused_until
            NOT BETWEEN clock_timestamp() AND clock_timestamp() + interval '2 hours')
      ORDER BY waiting.oldest, c.id`,
  );
  return rows.map(({ lab_id, ...row }) => ({ ...row, labId: lab_id }));
}
