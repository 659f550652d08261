import { acceptMessage } from '../receive/accept-message';
import type { Sender } from '../receive/sender';
import { type makeInstrument, storedOf } from '../receive/testing-webhook';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { settleMessages, holdMessages } from './settle-messages';
import type { ApplyMessages, Outcome, StoredMessage } from './stored-message';

type Instrument = Awaited<ReturnType<typeof makeInstrument>>;

/** The device itself as a sender. */
export function senderOf({ lab, device, secretId }: Instrument): Sender {
  const { id: deviceId, name } = device;
  const actor = { kind: 'key', keyId: secretId, deviceId, name, role: 'instrument' } as const;
  return { lab, deviceId, proof: 'signature', actor };
}

/** Stores a message as the webhook and the listener do. @returns its id */
export async function store(
  instrument: Instrument,
  text: string,
  { format = 'json', at = new Date() }: { format?: 'json' | 'hl7' | 'astm'; at?: Date } = {},
): Promise<string> {
  const { id } = await acceptMessage(senderOf(instrument), {
    bytes: Buffer.from(text),
    format,
    webhookId: newId(),
    requestId: newId(),
    now: at,
  });
  return id;
}

/** Stores many at once, as if they had come one after the other. */
export async function storeMany(
  { lab, device }: Pick<Instrument, 'lab' | 'device'>,
  texts: readonly string[],
) {
  await unboundDb().$executeRaw`
    INSERT INTO instrument_messages (id, lab_id, device_id, webhook_id, digest, raw, size, format,
      proof, received_at, actor_kind, actor_name, actor_role, request_id, specimens)
    SELECT gen_random_uuid(), ${lab.id}::uuid, ${device.id}::uuid, gen_random_uuid()::text,
      sha256(convert_to(text, 'UTF8')), convert_to(text, 'UTF8'), octet_length(text), 'json', 'key',
      now(), 'key', 'test', 'instrument', 'test', '{}'
    FROM unnest(${[...texts]}::text[]) WITH ORDINALITY AS told (text, place) ORDER BY place`;
}

/** The statuses of a device's messages, in their order. */
export async function statuses(deviceId: string): Promise<string[]> {
  return (await storedOf(deviceId)).map(({ status }) => status);
}

/**
 * Stands in for what is made of messages: `judge` says what becomes of each, or throws as a fault
 * that may pass does; what was committed is told in `done`. One message a transaction.
 */
export function applyBy(
  judge: (text: string, message: StoredMessage) => Outcome | Promise<Outcome>,
): { apply: ApplyMessages; done: string[] } {
  const done: string[] = [];
  const apply: ApplyMessages = async (base, device, messages) => {
    let settled = 0;
    for (const message of messages) {
      const text = Buffer.from(message.bytes).toString();
      try {
        const count = await base.db.$transaction(async (tx) => {
          const held = await holdMessages(tx, base, [message.id]);
          if (!held.has(message.id)) return 0;
          return settleMessages(tx, base, device.id, [await judge(text, message)]);
        });
        settled += count;
        if (count > 0) done.push(text);
      } catch (error) {
        return { settled, failed: { id: message.id, error } };
      }
    }
    return { settled };
  };
  return { apply, done };
}
