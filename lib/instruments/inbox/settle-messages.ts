import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Outcome } from './stored-message';

/** For so long a message is retried when the specimen it names appears. */
export const AWAITED_DAYS = 7;

/** Text that the database can keep: without NUL or half a character, and no longer than that. */
function kept(text: string | null | undefined, length: number): string | null {
  return text == null ? null : text.replace(/[\u0000\p{Surrogate}]/gu, '\ufffd').slice(0, length);
}

const Held = z.array(z.object({ id: z.string() }));

/**
 * Takes messages of one device for the rest of the transaction: the ids of those that still wait to
 * be applied. Nobody else applies them meanwhile, and none that was settled since it was read is
 * given again: effects must be made of these alone.
 */
export async function holdMessages(
  tx: Pick<LabTx, '$queryRaw'>,
  { lab }: Pick<Ctx, 'lab'>,
  ids: readonly string[],
): Promise<Set<string>> {
  const held = Held.parse(
    await tx.$queryRaw`
      SELECT id::text AS id FROM instrument_messages
      WHERE lab_id = ${lab.id}::uuid AND id = ANY(${[...ids]}::uuid[]) AND status = 'accepted'
      ORDER BY position FOR UPDATE`,
  );
  return new Set(held.map(({ id }) => id));
}

/**
 * Writes how messages of one device fared, in the transaction of their effects, and tells those who
 * watch the device. Only what still waits is settled. @returns how many
 */
export async function settleMessages(
  tx: Pick<LabTx, '$executeRaw'>,
  { lab, now }: Pick<Ctx, 'lab' | 'now'>,
  deviceId: string,
  outcomes: readonly Outcome[],
): Promise<number> {
  if (outcomes.length === 0) return 0;
  const rows = outcomes.map((outcome) => ({
    id: outcome.id,
    status: outcome.status,
    code: outcome.code ?? null,
    reason: kept(outcome.reason, 2_000),
    kind: kept(outcome.kind, 120),
    control_id: kept(outcome.controlId, 200),
    specimens: [...new Set(outcome.specimens ?? [])].slice(0, 1_000).map((one) => kept(one, 200)),
    // Ten names of a specimen at most, of 64 characters.
    awaits: kept(outcome.awaits, 650),
  }));
  const settled = await tx.$executeRaw`
    UPDATE instrument_messages AS m
    SET status = told.status::message_status, code = told.code, reason = told.reason,
      kind = coalesce(told.kind, m.kind), control_id = coalesce(told.control_id, m.control_id),
      specimens = told.specimens, attempts = m.attempts + 1, next_attempt_at = NULL,
      awaits = told.awaits,
      awaits_until = CASE WHEN told.awaits IS NOT NULL
        THEN m.received_at + make_interval(days => ${AWAITED_DAYS}::int) END,
      settled_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told
      (id uuid, status text, code text, reason text, kind text, control_id text,
       specimens text[], awaits text)
    WHERE m.lab_id = ${lab.id}::uuid AND m.device_id = ${deviceId}::uuid AND m.id = told.id
      AND m.status = 'accepted'`;
  await emitLiveEvent(tx, lab.id, { entity: 'device', entityId: deviceId, version: 0 });
  return settled;
}
