import { z } from 'zod';
import { makeDeck } from '@/lib/containers/testing-deck';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import type { Endpoint } from '@/lib/platform/http/endpoint';

/** What of a problem document tests look at. */
const AppProblem = z.looseObject({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
type AppProblem = z.output<typeof AppProblem>;

type Route = Pick<Endpoint, 'method' | 'path'>;
type Given = {
  body?: unknown;
  params?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
};

export type Platform = {
  lab: LabRef;
  /** Ids of devices by name: Hotel, Reader, Washer and Arm. */
  devices: Map<string, string>;
  keys: Record<
    'orchestrator' | 'admin' | 'manager' | 'viewer' | 'instrument',
    { authorization: string }
  >;
  /** Asks as the orchestrator unless headers say otherwise. */
  ask: (route: Route, given?: Given) => Promise<{ status: number; json: unknown }>;
  /** The same where it must be refused: code, detail and the fields at fault. */
  refused: (route: Route, given?: Given) => Promise<AppProblem & { status: number }>;
};

/** A lab with a deck and keys, asked through its routes. */
export async function makePlatform(): Promise<Platform> {
  const { lab } = await makeTestLab();
  const devices = await makeDeck(lab, { Hotel: 20, Reader: 2, Washer: 2, Arm: 1 });
  const keys = {
    orchestrator: await storedKey(lab, 'orchestrator'),
    admin: await storedKey(lab, 'admin'),
    manager: await storedKey(lab, 'manager'),
    viewer: await storedKey(lab, 'viewer'),
    instrument: await storedKey(lab, 'instrument'),
  };
  const ask: Platform['ask'] = async (route, { headers, ...given } = {}) => {
    const answer = await callRoute(route, {
      headers: { ...keys.orchestrator, ...headers },
      ...given,
    });
    return { status: answer.status, json: JSON.parse(answer.text) };
  };
  return {
    lab,
    devices,
    keys,
    ask,
    async refused(route, given) {
      const { status, json } = await ask(route, given);
      return { status, ...AppProblem.parse(json) };
    },
  };
}
