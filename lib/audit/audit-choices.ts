import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Found = z.array(z.object({ value: z.string() }));

/**
 * The actions and the kinds of things that the lab's trail has, in the order of the alphabet. Each
 * is found by one step in an index, however long the trail is.
 */
export async function auditChoices(ctx: Ctx): Promise<{ actions: string[]; entities: string[] }> {
  authorize(ctx, 'audit.read');
  const labId = ctx.lab.id;
  const [actions, entities] = await Promise.all([
    ctx.db.$queryRaw`
      WITH RECURSIVE known AS (
        (SELECT action AS value FROM audit_events WHERE lab_id = ${labId}::uuid
         ORDER BY action LIMIT 1)
        UNION ALL
        SELECT (SELECT action FROM audit_events
                WHERE lab_id = ${labId}::uuid AND action > known.value ORDER BY action LIMIT 1)
        FROM known WHERE known.value IS NOT NULL
      ) SELECT value FROM known WHERE value IS NOT NULL LIMIT 500`,
    ctx.db.$queryRaw`
      WITH RECURSIVE known AS (
        (SELECT entity AS value FROM audit_events WHERE lab_id = ${labId}::uuid
         ORDER BY entity LIMIT 1)
        UNION ALL
        SELECT (SELECT entity FROM audit_events
                WHERE lab_id = ${labId}::uuid AND entity > known.value ORDER BY entity LIMIT 1)
        FROM known WHERE known.value IS NOT NULL
      ) SELECT value FROM known WHERE value IS NOT NULL LIMIT 500`,
  ]);
  return {
    actions: Found.parse(actions).map(({ value }) => value),
    entities: Found.parse(entities).map(({ value }) => value),
  };
}
