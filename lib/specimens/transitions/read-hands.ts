import { z } from 'zod';
import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { isAmong, type Hand } from './four-eyes';

const Rows = z.array(
  z.object({ testId: z.string(), id: z.string(), makerId: z.string().nullable() }),
);

/** Who submitted each test, or entered its results, since it was last retracted. */
async function readHands(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  specimenId: string,
  testIds: readonly string[],
): Promise<Map<string, Hand[]>> {
  const rows = Rows.parse(
    await tx.$queryRaw`
      SELECT t.id::text AS "testId", hand.actor_id::text AS id, k.maker_id::text AS "makerId"
      FROM unnest(${[...testIds]}::uuid[]) AS t(id)
      CROSS JOIN LATERAL (
        SELECT coalesce(max(h.sequence), 0) AS sequence, max(h.recorded_at) AS at
        FROM test_transitions h
        WHERE h.lab_id = ${ctx.lab.id}::uuid AND h.specimen_id = ${specimenId}::uuid
          AND h.test_id = t.id AND h.action = 'retract'
      ) AS retracted
      CROSS JOIN LATERAL (
        SELECT h.actor_id FROM test_transitions h
        WHERE h.lab_id = ${ctx.lab.id}::uuid AND h.specimen_id = ${specimenId}::uuid
          AND h.test_id = t.id AND h.sequence > retracted.sequence
          AND h.action IN ('submit', 'import') AND h.to_state = 'submitted'
        UNION
        SELECT r.actor_id FROM results r
        WHERE r.lab_id = ${ctx.lab.id}::uuid AND r.test_id = t.id AND r.replaced_at IS NULL
          AND (retracted.at IS NULL OR r.available_at > retracted.at)
        UNION
        SELECT r.actor_id FROM results r
        WHERE r.lab_id = ${ctx.lab.id}::uuid AND r.test_id = t.id AND r.replaced_at IS NOT NULL
          AND (retracted.at IS NULL OR r.available_at > retracted.at)
      ) AS hand
      LEFT JOIN api_keys k ON k.lab_id = ${ctx.lab.id}::uuid AND k.id = hand.actor_id
      WHERE hand.actor_id IS NOT NULL`,
  );
  const hands = new Map<string, Hand[]>();
  for (const { testId, ...hand } of rows) hands.set(testId, [...(hands.get(testId) ?? []), hand]);
  return hands;
}

async function handOf(tx: Pick<LabTx, 'apiKey'>, actor: Actor): Promise<Hand | null> {
  if (actor.kind === 'system') return null;
  if (actor.kind === 'person') return { id: actor.userId, makerId: null };
  const key = await tx.apiKey.findFirst({
    where: { id: actor.keyId },
    select: { makerId: true },
  });
  return { id: actor.keyId, makerId: key?.makerId ?? null };
}

/**
 * The tests in whose submission or results the actor had a hand since the last retract: those that
 * four eyes keep them from verifying. The system has no hands.
 */
export async function testsOfOwnHand(
  tx: Pick<LabTx, '$queryRaw' | 'apiKey'>,
  ctx: Pick<Ctx, 'lab' | 'actor'>,
  specimenId: string,
  testIds: readonly string[],
): Promise<Set<string>> {
  if (testIds.length === 0) return new Set();
  const [who, hands] = await Promise.all([
    handOf(tx, ctx.actor),
    readHands(tx, ctx, specimenId, testIds),
  ]);
  if (who === null) return new Set();
  return new Set([...hands].flatMap(([testId, those]) => (isAmong(who, those) ? [testId] : [])));
}
