import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { KeyRole } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';

type Asked = {
  as?: KeyRole | 'stranger';
  name?: string;
  ref?: string;
  query?: string;
  body?: unknown;
  type?: string;
};

/** A lab of its own to be asked over HTTP by keys of each role, and by an admin of another lab. */
export async function makePlatform() {
  const { lab } = await makeTestLab();
  const other = await makeTestLab();
  const stranger = await storedKey(other.lab, 'admin');
  const keys = new Map<string, Record<string, string>>([['stranger', stranger]]);
  const keyOf = async (role: KeyRole | 'stranger') => {
    const known = keys.get(role);
    if (known) return known;
    const made = await storedKey(lab, role === 'stranger' ? 'admin' : role);
    keys.set(role, made);
    return made;
  };
  const ask = async (
    endpoint: Endpoint,
    { as = 'orchestrator', name = '', ref = '', query = '', body, type }: Asked = {},
  ) => {
    const headers = {
      ...(await keyOf(as)),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const params = { name, ref };
    const { status, text } = await callRoute(endpoint, { headers, params, query, body });
    const answer: unknown = text === '' ? null : JSON.parse(text);
    return { status, answer };
  };
  /** The device of the instrument's key, by name. */
  const ownDevice = async () => {
    await keyOf('instrument');
    const key = await unboundDb().apiKey.findFirstOrThrow({
      where: { labId: lab.id, role: 'instrument' },
      include: { device: true },
    });
    return key.device?.name ?? '';
  };
  return { lab, other, ask, ownDevice, ...counting(lab) };
}

function counting(lab: LabRef) {
  const where = { labId: lab.id };
  return {
    /** The actions of the lab's trail about devices, in their order. */
    trail: async () =>
      (
        await unboundDb().auditEvent.findMany({
          where: { ...where, entity: 'device' },
          orderBy: { id: 'asc' },
        })
      ).map(({ action }) => action),
    /** How often something of a device was told to the listeners. */
    told: () => unboundDb().liveEvent.count({ where: { ...where, entity: 'device' } }),
  };
}
