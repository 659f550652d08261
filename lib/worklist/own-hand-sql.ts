import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';

/**
 * Whose deeds count as the actor's own when somebody else has to verify: their own, and those of
 * keys with the same maker. lib/specimens/transitions/read-hands.ts says the same of one specimen's tests, and
 * decides; here it is said of many at once.
 */
export async function ownHands(ctx: Pick<Ctx, 'actor' | 'db'>): Promise<string[]> {
  const { actor, db } = ctx;
  const own = await idsOf(actor, db);
  const made = await db.apiKey.findMany({ where: { makerId: { in: own } }, select: { id: true } });
  return [...new Set([...own, ...made.map(({ id }) => id)])];
}

async function idsOf(actor: Actor, db: Ctx['db']): Promise<string[]> {
  if (actor.kind === 'system') return [];
  if (actor.kind === 'person') return [actor.userId];
  const key = await db.apiKey.findFirst({
    where: { id: actor.keyId },
    select: { makerId: true },
  });
  return [actor.keyId, ...(key?.makerId ? [key.makerId] : [])];
}

const SINCE_RETRACT = {
  sequence: Prisma.sql`max(r.sequence)`,
  time: Prisma.sql`max(r.recorded_at)`,
};

function lastRetract(what: keyof typeof SINCE_RETRACT): Prisma.Sql {
  return Prisma.sql`(
    SELECT ${SINCE_RETRACT[what]} FROM test_transitions r
    WHERE r.lab_id = t.lab_id AND r.specimen_id = t.specimen_id AND r.test_id = t.id
      AND r.action = 'retract')`;
}

/**
 * Whether one of `hands` submitted the test `t`, or entered results of it, since its last retract;
 * with `imported: false` without what they brought by a file.
 */
export function hadAHandSql(
  hands: readonly string[],
  { imported = true }: { imported?: boolean } = {},
): Prisma.Sql {
  if (hands.length === 0) return Prisma.sql`false`;
  const actions = imported ? ['submit', 'import'] : ['submit'];
  const notByFile = imported ? Prisma.empty : Prisma.sql`AND e.source <> 'import'`;
  const ids = Prisma.sql`${[...hands]}::uuid[]`;
  // Results in force and replaced ones are two indexes.
  const entered = (replaced: Prisma.Sql) => Prisma.sql`EXISTS (
    SELECT 1 FROM results e
    WHERE e.lab_id = t.lab_id AND e.test_id = t.id AND e.replaced_at ${replaced}
      AND e.actor_id = ANY(${ids}) ${notByFile}
      AND e.available_at > coalesce(${lastRetract('time')}, '-infinity'))`;
  return Prisma.sql`(
    EXISTS (
      SELECT 1 FROM test_transitions h
      WHERE h.lab_id = t.lab_id AND h.specimen_id = t.specimen_id AND h.test_id = t.id
        AND h.action = ANY(${actions}::text[]) AND h.to_state = 'submitted' AND h.actor_id = ANY(${ids})
        AND h.sequence > coalesce(${lastRetract('sequence')}, 0))
    OR ${entered(Prisma.sql`IS NULL`)} OR ${entered(Prisma.sql`IS NOT NULL`)})`;
}
