import { switchOffLocalChannels } from '@/lib/alerts/channels/local-channels';
import type { Role } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { Env } from '@/lib/platform/env';
import { FORWARDED_HEADER, PEER_HEADER } from '@/lib/platform/http/peer-address';

/** What of a request and its deployment decides whether demo people may be used. */
export type DemoRequest = {
  /** The database is our own. */
  embedded: boolean;
  /** DEMO=1. */
  widened: boolean;
  appUrl: string;
  /** The socket's address; null when unknown. */
  peer: string | null;
  /** The request passed a proxy. */
  forwarded: boolean;
  /** The Host header. */
  host: string | null;
};

export type DemoOffer = 'nobody' | 'everybody' | 'all_but_admin';

export function demoRequest(
  headers: Headers,
  env: Pick<Env, 'BENCHWATCH_EMBEDDED' | 'DEMO' | 'APP_URL'>,
): DemoRequest {
  return {
    embedded: env.BENCHWATCH_EMBEDDED,
    widened: env.DEMO,
    appUrl: env.APP_URL,
    peer: headers.get(PEER_HEADER),
    forwarded: headers.get(FORWARDED_HEADER) !== null,
    host: headers.get('host'),
  };
}

const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1)$/;
const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}

/**
 * From this machine, and meant for it: a page elsewhere whose name was made to lead here (DNS
 * rebinding) sends its own Host, and a proxy on this machine speaks for others.
 */
export function isFromLoopback(request: DemoRequest): boolean {
  return (
    request.peer !== null &&
    LOOPBACK_ADDRESS.test(request.peer) &&
    !request.forwarded &&
    request.host !== null &&
    LOOPBACK_NAME.test(hostName(request.host)) &&
    LOOPBACK_NAME.test(new URL(request.appUrl).hostname)
  );
}

/** Whom of the demo lab a request may sign in as. */
export function demoOffer(request: DemoRequest, realAdmin: boolean): DemoOffer {
  if (!request.embedded || realAdmin) return 'nobody';
  if (isFromLoopback(request)) return 'everybody';
  return request.widened ? 'all_but_admin' : 'nobody';
}

/** Whether the offer includes somebody with these roles, one for each of their labs. */
export function offers(offer: DemoOffer, roles: readonly Role[]): boolean {
  if (offer === 'nobody') return false;
  return offer === 'everybody' || !roles.includes('admin');
}

/** A real person is admin of some lab: demo mode is over for good. */
export async function realAdminExists(): Promise<boolean> {
  const found = await unboundDb().membership.findFirst({
    where: { role: 'admin', user: { demo: false } },
    select: { userId: true },
  });
  return found !== null;
}

/**
 * Ends demo mode: its people can neither sign in nor go on, keys they made stop, and so do channels
 * that lead to this machine. Called in the
 * transaction that makes somebody real an admin.
 */
export async function endDemo(
  tx: Pick<Prisma.TransactionClient, 'user' | 'session' | 'apiKey' | 'channel'>,
  now: Date,
): Promise<void> {
  await tx.user.updateMany({ where: { demo: true, disabledAt: null }, data: { disabledAt: now } });
  await tx.session.updateMany({
    where: { user: { demo: true }, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.apiKey.updateMany({
    where: { maker: { demo: true }, revokedAt: null },
    data: { revokedAt: now },
  });
  await switchOffLocalChannels(tx);
}
