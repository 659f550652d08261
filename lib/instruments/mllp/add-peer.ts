import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { NewPeer, PeerAnswer } from './contract';
import { PEER_COLUMNS, peerAnswer, peerFacts } from './peer-row';

/** More addresses of one device nobody needs. */
const MOST_PEERS = 50;

const Network = z
  .array(z.object({ network: z.string(), bits: z.number(), is_network: z.boolean() }))
  .length(1);

/** As PostgreSQL writes it; an address within a network is refused, as nobody knows which is meant. */
async function cidrOf(tx: LabTx, given: string): Promise<string> {
  const [row] = Network.parse(
    await tx.$queryRaw`
      SELECT network(given)::text AS network, masklen(set_masklen(given, -1)) AS bits,
        host(network(given)) = host(given) AS is_network
      FROM (SELECT ${given}::inet AS given) AS one`,
  );
  if (!row) throw invalidField('network', 'cannot be read');
  if (!row.is_network) {
    const [address = ''] = given.split('/');
    throw invalidField(
      'network',
      `is an address within a network: write ${row.network} for all of it, or ${address}/${row.bits} for the one`,
    );
  }
  return row.network;
}

/** Whose it is already, in this lab: two devices cannot be told apart by the same. */
async function refuseTaken(tx: LabTx, peer: Omit<NewPeer, 'role'>): Promise<void> {
  const name = (text: string | null) =>
    text === null ? null : ({ equals: text, mode: 'insensitive' } as const);
  const taken = await tx.mllpPeer.findFirst({
    where: {
      network: peer.network,
      sendingApplication: name(peer.sending_application),
      sendingFacility: name(peer.sending_facility),
      device: { retiredAt: null },
    },
    select: { device: { select: { name: true } } },
  });
  if (taken) {
    throw new AppError(
      'already_exists',
      `${taken.device.name} speaks from there already. Name MSH-3 or MSH-4 to tell several apart.`,
    );
  }
}

/**
 * Lets a device speak MLLP from an address or a network. 409 for a retired device, beyond 50, and
 * where another of the lab is named by the same; 422 for an address with bits beyond its prefix.
 */
export async function addPeer(ctx: Ctx, name: string, given: NewPeer): Promise<PeerAnswer> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'mapping.write', name, 'lock');
    // Two at once would both find it free.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('peers ' || ${ctx.lab.id}, 0))`;
    const device = await tx.device.findUniqueOrThrow({ where: { id: deviceId } });
    if (device.retiredAt !== null) {
      throw new AppError('conflict', `${device.name} is retired: bring it back first.`);
    }
    if ((await tx.mllpPeer.count({ where: { deviceId } })) >= MOST_PEERS) {
      throw new AppError('conflict', `${device.name} has ${MOST_PEERS} addresses: remove one.`);
    }
    const network = await cidrOf(tx, given.network);
    await refuseTaken(tx, { ...given, network });
    const row = await tx.mllpPeer.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        deviceId,
        network,
        sendingApplication: given.sending_application,
        sendingFacility: given.sending_facility,
        role: given.role,
        createdAt: ctx.now,
      },
      select: PEER_COLUMNS,
    });
    await recordAuditEvent(tx, ctx, {
      action: 'device.add_peer',
      entity: 'device',
      entityId: deviceId,
      after: peerFacts(device.name, row),
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return peerAnswer(row);
  });
}
