import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { toldOf } from '@/lib/instruments/apply/read-stored';
import { applyMessages } from '@/lib/instruments/apply/apply-messages';
import { nextMessages } from '@/lib/instruments/inbox/next-messages';
import { DEFAULT_TABLE } from '@/lib/instruments/mapping/default-table';
import { readMessage } from '@/lib/instruments/read-message';
import type { Ctx } from '@/lib/platform/context';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { ScenarioDevice } from '../scenario';
import { connectDevices, type Proved } from './connect-devices';
import { oddMessages } from './odd-messages';
import { readRecentWork } from './recent-work';
import { speakersOf, type Spoken } from './speak';
import { usualMessages } from './usual-messages';

/** The audit event by which a lab's messages are known to be complete. */
export const MESSAGES_LOADED = 'demo.load_messages';

/** The work of so long came in messages that are still looked at. */
const HOURS = 12;
/** From a message to its effects, as a worker that is not busy takes. */
const APPLIED_AFTER_MS = 140;
const TIMEOUT_MS = 300_000;

/**
 * Writes the messages by which the devices of a lab told what its history says they did in the last
 * hours before `end`, as applied; then has those that tell something else applied as any message is.
 * Nothing, in a lab that has messages already.
 */
export async function loadMessages(
  ctx: Ctx,
  devices: readonly ScenarioDevice[],
  end: Date,
): Promise<void> {
  const speakers = speakersOf(devices);
  if (speakers.length === 0 || (await ctx.db.instrumentMessage.count()) > 0) return;
  const since = new Date(end.getTime() - HOURS * 3_600_000);
  const work = await readRecentWork(ctx, since, end);
  const period = { since: since.getTime(), end: end.getTime() };
  const usual = usualMessages(speakers, work, period);
  const odd = oddMessages({ speakers, tests: work.tests, end: period.end });
  const proved = await connectDevices({ ...ctx, now: since }, speakers);
  await ctx.db.$transaction(
    async (tx) => {
      await insert(tx, ctx, proved, [
        ...usual.map((said) => messageRow(ctx, proved, said, 'applied')),
        ...odd.map((said) => messageRow(ctx, proved, said, 'accepted')),
      ]);
      await recordAuditEvent(tx, ctx, {
        action: MESSAGES_LOADED,
        entity: 'lab',
        entityId: ctx.lab.id,
        after: { messages: usual.length + odd.length },
      });
    },
    { timeout: TIMEOUT_MS },
  );
  for (const [name, { deviceId }] of proved) await applyWaiting(ctx, { id: deviceId, name });
}

type MessageRow = Record<string, unknown>;

/** What is kept with an applied message is read from it; of an accepted one nobody has read it yet. */
function messageRow(
  { lab }: Ctx,
  proved: ReadonlyMap<string, Proved>,
  { device, format, bytes, at }: Spoken,
  status: 'applied' | 'accepted',
): MessageRow[] {
  const sender = proved.get(device);
  if (!sender) return [];
  const receivedAt = new Date(at + 400);
  const context = { timeZone: lab.timeZone, receivedAt };
  const settled = status === 'applied' ? new Date(receivedAt.getTime() + APPLIED_AFTER_MS) : null;
  const { kind, controlId, specimens } =
    status === 'applied'
      ? toldOf(readMessage(format, bytes, DEFAULT_TABLE, context))
      : { kind: null, controlId: null, specimens: [] };
  return [
    {
      id: newId(),
      device_id: sender.deviceId,
      webhook_id: sender.proof === 'signature' ? `msg_${newId().replaceAll('-', '')}` : null,
      raw: Buffer.from(bytes).toString('base64'),
      format,
      proof: sender.proof,
      kind,
      control_id: controlId,
      status,
      specimens,
      received_at: receivedAt,
      settled_at: settled,
      actor_id: sender.actorId,
      actor_name: sender.actorName,
    },
  ];
}

/** Writes messages in the order they came, and when each device was heard last. */
async function insert(
  tx: LabTx,
  { lab, requestId }: Ctx,
  proved: ReadonlyMap<string, Proved>,
  rows: readonly MessageRow[][],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO instrument_messages (id, lab_id, device_id, webhook_id, digest, raw, size, format,
      proof, kind, control_id, status, attempts, specimens, received_at, settled_at, applied_at,
      actor_kind, actor_id, actor_name, actor_role, request_id)
    SELECT id, ${lab.id}::uuid, device_id, COALESCE(webhook_id, encode(sha256(bytes), 'hex')),
      sha256(bytes), bytes, length(bytes), format::message_format, proof::message_proof, kind,
      control_id, status::message_status, CASE status WHEN 'applied' THEN 1 ELSE 0 END,
      ARRAY(SELECT jsonb_array_elements_text(specimens)), received_at, settled_at, settled_at,
      'key', actor_id, actor_name, 'instrument', ${requestId}
    FROM (
      SELECT *, decode(raw, 'base64') AS bytes
      FROM jsonb_to_recordset(${jsonRows(rows.flat())}::jsonb) AS told (id uuid, device_id uuid,
        webhook_id text, raw text, format text, proof text, kind text, control_id text,
        status text, specimens jsonb, received_at timestamptz, settled_at timestamptz,
        actor_id uuid, actor_name text)
    ) AS came
    ORDER BY received_at, id`;
  await tx.$executeRaw`
    UPDATE devices d SET heard_at = last.at
    FROM (
      SELECT device_id, max(received_at) AS at FROM instrument_messages
      WHERE lab_id = ${lab.id}::uuid GROUP BY device_id
    ) AS last
    WHERE d.lab_id = ${lab.id}::uuid AND d.id = last.device_id
      AND d.id = ANY(${[...proved.values()].map(({ deviceId }) => deviceId)}::uuid[])`;
}

/** Applies what waits of a device, each message as if just after it came. */
async function applyWaiting(ctx: Ctx, device: { id: string; name: string }): Promise<void> {
  for (const message of await nextMessages(ctx, device.id)) {
    const now = new Date(message.receivedAt.getTime() + APPLIED_AFTER_MS);
    const { failed } = await applyMessages({ ...ctx, now }, device, [message]);
    if (failed) throw failed.error;
  }
}
