import { encode } from 'next-auth/jwt';
import { pathToFileURL } from 'node:url';
import { hashKey, makeKey } from '@/lib/people/api-key';
import { sessionCookieName } from '@/lib/people/session-token';
import type { KeyRole, Role } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';
import { addressOf, parametersOf } from './endpoint-address';
import { routeOf } from './testing-routes';

const HOUR_MS = 3_600_000;

/** A key of that role in the database, as its Authorization header. */
export async function storedKey(
  lab: LabRef,
  role: KeyRole,
  fate: 'valid' | 'revoked' | 'expired' = 'valid',
): Promise<{ authorization: string }> {
  const { key, prefix } = makeKey();
  const now = Date.now();
  const db = unboundDb();
  const deviceId = role === 'instrument' ? newId() : null;
  if (deviceId !== null) {
    const name = `Reader ${deviceId.slice(-6)}`;
    await db.device.create({ data: { id: deviceId, labId: lab.id, name, type: 'reader' } });
  }
  await db.apiKey.create({
    data: {
      id: newId(),
      labId: lab.id,
      name: `test ${role}`,
      prefix,
      hash: hashKey(key),
      role,
      deviceId,
      makerName: 'test',
      revokedAt: fate === 'revoked' ? new Date(now - HOUR_MS) : null,
      expiresAt: fate === 'expired' ? new Date(now - HOUR_MS) : null,
    },
  });
  return { authorization: `Bearer ${key}` };
}

/** A signed-in person of that role, as the headers a browser of our own pages sends. */
export async function signedIn(
  memberships: { lab: LabRef; role: Role }[],
  fate: 'valid' | 'disabled' | 'signed out' | 'expired' = 'valid',
): Promise<{ cookie: string; origin: string }> {
  const [userId, sid] = [newId(), newId()];
  const now = new Date();
  const past = new Date(now.getTime() - HOUR_MS);
  await unboundDb().user.create({
    data: {
      id: userId,
      email: `${userId}@example.test`,
      name: 'Test person',
      disabledAt: fate === 'disabled' ? past : null,
      memberships: { create: memberships.map(({ lab, role }) => ({ labId: lab.id, role })) },
      sessions: {
        create: {
          id: sid,
          lastSeenAt: now,
          expiresAt: fate === 'expired' ? past : new Date(now.getTime() + HOUR_MS),
          revokedAt: fate === 'signed out' ? past : null,
        },
      },
    },
  });
  const token = await encode({ token: { sid, sub: userId }, secret: env().AUTH_SECRET });
  return { cookie: `${sessionCookieName()}=${token}`, origin: new URL(env().APP_URL).origin };
}

type Call = {
  headers?: Record<string, string>;
  /** Values of the address's parameters. */
  params?: Record<string, string>;
  query?: string;
  /** Sent as JSON, a string and bytes as they are. */
  body?: unknown;
};

function isSent(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array;
}

/** Calls the route of an endpoint as Next does, and reads the whole answer. */
export async function callRoute(
  endpoint: Pick<Endpoint, 'base' | 'path' | 'method'>,
  { headers = {}, params = {}, query = '', body }: Call = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const template = addressOf(endpoint);
  const address = template.replace(/\{([^}]+)\}/g, (_, name) =>
    encodeURIComponent(params[name] ?? 'nothing'),
  );
  const { file, fixed } = routeOf(template);
  const loaded: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const handler: unknown = Reflect.get(Object(loaded), endpoint.method);
  if (!(handler instanceof Function)) throw new Error(`${file} has no ${endpoint.method}`);
  const request = new Request(`${env().APP_URL}${address}${query}`, {
    method: endpoint.method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: isSent(body) ? body : JSON.stringify(body) }),
  });
  const given = Object.fromEntries(
    parametersOf(template).map((name) => [name, params[name] ?? 'nothing']),
  );
  const response: unknown = await handler(request, {
    params: Promise.resolve({ ...given, ...fixed }),
  });
  if (!(response instanceof Response)) throw new Error(`${file} gave no Response`);
  const { status, headers: answered } = response;
  return { status, headers: answered, text: await textOf(response) };
}

/** The whole body, or the first piece of a stream that would not end. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return response.text();
  }
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []).toString();
}
