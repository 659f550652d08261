import { z } from 'zod';
import { actorColumns, type Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';

/** Who says that nothing is heard of a device, and that it is heard again. */
export const SILENCE_WATCH: Actor = { kind: 'system', job: 'Silence watch' };

/** How exactly it is known when a device was heard last; to a heartbeat, where that is shorter. */
const KEPT_WITHIN_MS = 10_000;

const Devices = z.array(
  z.object({
    heard_at: z.date().nullable(),
    heartbeat_seconds: z.number().nullable(),
  }),
);
const Changes = z.array(
  z.object({ code: z.string().nullable(), at: z.date(), by_watch: z.boolean() }),
);

type Tx = Pick<LabTx, '$queryRaw' | '$executeRaw' | 'deviceStateChange'>;

/** After a silence the device is again what it said last. */
async function endSilence(
  tx: Tx,
  ctx: Pick<Ctx, 'lab' | 'now' | 'requestId'>,
  deviceId: string,
  at: Date,
): Promise<void> {
  const [last, ...before] = Changes.parse(
    await tx.$queryRaw`
      SELECT code, at, source = 'job' AND actor_kind = 'system' AS by_watch
      FROM device_state_changes
      WHERE lab_id = ${ctx.lab.id}::uuid AND device_id = ${deviceId}::uuid
        AND NOT held AND NOT clears
      ORDER BY at DESC, recorded_at DESC, id DESC LIMIT 20`,
  );
  if (!last?.by_watch || last.code !== 'UNK') return;
  const own = before.find((change) => !change.by_watch || change.code !== 'UNK');
  if (!own?.code) return;
  // A message that waited to be applied while the silence was noted: there was none.
  const wasNone = last.at >= at;
  await tx.deviceStateChange.create({
    data: {
      id: newId(),
      labId: ctx.lab.id,
      deviceId,
      code: own.code,
      at: wasNone ? last.at : at,
      recordedAt: ctx.now,
      reason: wasNone ? null : 'Heard of again',
      source: 'job',
      ...actorColumns(SILENCE_WATCH),
      requestId: ctx.requestId,
    },
  });
}

/**
 * Notes that something came of a device at `at`, whatever it was: at most one write in ten seconds.
 * Ends a silence.
 */
export async function hearDevice(
  tx: Tx,
  ctx: Pick<Ctx, 'lab' | 'now' | 'requestId'>,
  deviceId: string,
  at: Date,
): Promise<void> {
  const [device] = Devices.parse(
    await tx.$queryRaw`
      SELECT heard_at, heartbeat_seconds FROM devices
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${deviceId}::uuid`,
  );
  if (!device) return;
  const { heard_at: heard, heartbeat_seconds: every } = device;
  const since = heard === null ? Infinity : at.getTime() - heard.getTime();
  if (since < Math.min(KEPT_WITHIN_MS, (every ?? Infinity) * 1000)) return;
  await tx.$executeRaw`
    UPDATE devices SET heard_at = greatest(heard_at, ${at}::timestamptz)
    WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${deviceId}::uuid`;
  if (every !== null) await endSilence(tx, ctx, deviceId, at);
}
