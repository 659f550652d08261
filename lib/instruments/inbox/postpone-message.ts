import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { log } from '@/lib/platform/log';
import { holdMessages, settleMessages } from './settle-messages';

/** Waits after each failed attempt; with the one after the last of them a message is given up. */
const PAUSES_MS = [250, 1_000, 3_000, 8_000];
export const MOST_ATTEMPTS = PAUSES_MS.length + 1;

const Attempts = z.array(z.object({ attempts: z.number() }));

/**
 * Counts an attempt of a message that failed for a reason that may pass, and says when the next is
 * due; the device's later messages wait for it. After five it is quarantined as `failed`, and they
 * go on. The log has the error, people the request to look there.
 */
export async function postponeMessage(
  ctx: Pick<Ctx, 'db' | 'lab' | 'now'>,
  deviceId: string,
  { id, error }: { id: string; error: unknown },
): Promise<'postponed' | 'quarantined' | 'settled'> {
  return ctx.db.$transaction(async (tx) => {
    if ((await holdMessages(tx, ctx, [id])).size === 0) return 'settled';
    const [row] = Attempts.parse(
      await tx.$queryRaw`
        SELECT attempts FROM instrument_messages
        WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid`,
    );
    const attempts = (row?.attempts ?? 0) + 1;
    const pauseMs = PAUSES_MS[attempts - 1];
    log.warn({ message: id, device: deviceId, attempts, err: error }, 'message not applied');
    if (pauseMs === undefined) {
      const reason = `It failed ${attempts} times on our side. Replay it; if it fails again, quote message ${id} when you report it.`;
      await settleMessages(tx, ctx, deviceId, [
        { id, status: 'quarantined', code: 'failed', reason },
      ]);
      return 'quarantined';
    }
    await tx.$executeRaw`
      UPDATE instrument_messages SET attempts = ${attempts},
        next_attempt_at = clock_timestamp() + make_interval(secs => ${pauseMs / 1000}::float8)
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid`;
    return 'postponed';
  });
}
