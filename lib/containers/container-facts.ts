import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Rows = z.array(
  z.object({
    id: z.string(),
    since: z.date().nullable(),
    removed_at: z.date().nullable(),
    specimens: z.int(),
    first: z.string().nullable(),
  }),
);

/** What lists say of a container besides its DTO. Times are ISO. */
export type ContainerFacts = {
  /** When it came to its place; null once removed. */
  since: string | null;
  removed_at: string | null;
  /** How many specimens are in it, and one of them by its number. */
  specimens: number;
  first: string | null;
};

/** Facts of containers by their ids; those of other labs are left out. */
export async function containerFacts(
  ctx: Ctx,
  ids: readonly string[],
): Promise<Map<string, ContainerFacts>> {
  authorize(ctx, 'platform.read');
  if (ids.length === 0) return new Map();
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT c.id::text AS id, c.removed_at, arrived.at AS since,
             COALESCE(held.specimens, 0) AS specimens, held.first
      FROM containers c
      LEFT JOIN occupancies o
        ON o.lab_id = c.lab_id AND o.container_id = c.id AND o.thing = 'container'
      LEFT JOIN container_moves arrived ON arrived.lab_id = o.lab_id
        AND arrived.container_id = o.container_id AND arrived.sequence = o.sequence
      LEFT JOIN LATERAL (
        SELECT count(DISTINCT k.specimen_id)::int AS specimens, min(s.number) AS first
        FROM container_contents k
        JOIN specimens s ON s.lab_id = k.lab_id AND s.id = k.specimen_id
        WHERE k.lab_id = c.lab_id AND k.container_id = c.id AND k.until IS NULL
      ) held ON true
      WHERE c.lab_id = ${ctx.lab.id}::uuid AND c.id = ANY(${[...ids]}::uuid[])`,
  );
  return new Map(
    rows.map(({ id, since, removed_at, specimens, first }) => [
      id,
      {
        since: since?.toISOString() ?? null,
        removed_at: removed_at?.toISOString() ?? null,
        specimens,
        first,
      },
    ]),
  );
}
