import { addressOf } from '@/lib/entry/endpoint-address';
import { callRoute } from '@/lib/entry/testing-requests';
import { makeKey } from '@/lib/people/api-key';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';

/** Asks a figure and reads the whole answer. */
export type Ask = (endpoint: Endpoint, query: string) => Promise<string>;

async function viewerKey(lab: LabRef): Promise<string> {
  const { key, prefix, hash } = makeKey();
  await unboundDb().apiKey.create({
    data: {
      id: newId(),
      labId: lab.id,
      name: 'bench',
      prefix,
      hash,
      role: 'viewer',
      makerName: 'bench',
    },
  });
  return key;
}

function refused(endpoint: Endpoint, query: string, status: number, text: string): Error {
  return new Error(`${endpoint.path}${query} answered ${status}: ${text.slice(0, 300)}`);
}

/** By the route's own function in this process, and by HTTP from the portal at `url` if there is one. */
export async function askers(
  lab: LabRef,
  url: string | undefined,
): Promise<{ byFunction: Ask; byHttp: Ask | null }> {
  const headers = { authorization: `Bearer ${await viewerKey(lab)}` };
  const byFunction: Ask = async (endpoint, query) => {
    const { status, text } = await callRoute(endpoint, { headers, query });
    if (status !== 200) throw refused(endpoint, query, status, text);
    return text;
  };
  if (url === undefined) return { byFunction, byHttp: null };
  const byHttp: Ask = async (endpoint, query) => {
    const response = await fetch(`${url}${addressOf(endpoint)}${query}`, { headers });
    const text = await response.text();
    if (response.status !== 200) throw refused(endpoint, query, response.status, text);
    return text;
  };
  return { byFunction, byHttp };
}
