import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NewChannel } from '@/lib/alerts/channels/contract';
import { createChannel } from '@/lib/alerts/channels/create-channel';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { authenticateKey } from './authenticate-key';
import { personOfSession } from './authenticate-person';
import { changeRole } from './change-role';
import { createKey } from './create-key';
import type { DemoRequest } from './demo-mode';
import { demoPeople } from './demo-people';
import { invitePerson } from './invite-person';
import { signInToDemo } from './sign-in';
import { takeUpInvitation } from './take-up-invitation';
import { fromAnywhere, makeTestPerson } from './testing-person';

vi.setConfig({ testTimeout: 60_000 });

const settings = vi.hoisted(() => ({ embedded: true }));
vi.mock('@/lib/platform/env', async (original) => {
  const actual = await original<typeof import('@/lib/platform/env')>();
  return { ...actual, env: () => ({ ...actual.env(), BENCHWATCH_EMBEDDED: settings.embedded }) };
});

const HERE: DemoRequest = {
  embedded: true,
  widened: false,
  appUrl: 'http://localhost:3000',
  peer: '127.0.0.1',
  forwarded: false,
  host: 'localhost:3000',
};
const AFAR: DemoRequest = { ...HERE, peer: '10.0.0.3', host: '10.0.0.2:3000', widened: true };

let lab: Awaited<ReturnType<typeof makeTestLab>>;
let demoAdmin: { id: string; email: string };

beforeEach(async () => {
  settings.embedded = true;
  lab = await makeTestLab();
  demoAdmin = await makeTestPerson({ [lab.lab.id]: 'admin' }, { demo: true });
});

// Each test has demo mode to itself.
afterEach(async () => {
  await unboundDb().membership.deleteMany({ where: { role: 'admin' } });
  await unboundDb().user.updateMany({ where: { demo: true }, data: { disabledAt: new Date() } });
});

function demoCtx() {
  const ctx = lab.keyCtxFor('admin');
  return {
    ...ctx,
    actor: {
      kind: 'person',
      userId: demoAdmin.id,
      sessionId: newId(),
      name: 'Demo admin',
      role: 'admin',
    },
  } as const;
}

async function signedIn() {
  const outcome = await signInToDemo(demoAdmin.email, HERE, fromAnywhere(new Date()));
  if (!('sessionId' in outcome)) throw new Error('refused');
  return outcome.sessionId;
}

test('a demo person signs in without a password, from this machine', async () => {
  expect(await personOfSession(await signedIn(), demoAdmin.id)).toMatchObject({ demo: true });
  const elsewhere = { ...HERE, peer: '10.0.0.3' };
  expect(await signInToDemo(demoAdmin.email, elsewhere, fromAnywhere(new Date()))).toEqual({
    refused: 'wrong',
  });
});

test('nobody real signs in that way', async () => {
  const real = await makeTestPerson({ [lab.lab.id]: 'viewer' });
  expect(await signInToDemo(real.email, HERE, fromAnywhere(new Date()))).toEqual({
    refused: 'wrong',
  });
});

test('widened to other hosts, demo mode has no admin', async () => {
  const viewer = await makeTestPerson({ [lab.lab.id]: 'viewer' }, { demo: true });
  expect((await demoPeople('all_but_admin')).map(({ email }) => email)).toEqual([viewer.email]);
  expect(await signInToDemo(demoAdmin.email, AFAR, fromAnywhere(new Date()))).toEqual({
    refused: 'wrong',
  });
  expect(await signInToDemo(viewer.email, AFAR, fromAnywhere(new Date()))).toHaveProperty(
    'sessionId',
  );
});

test('on another database a demo session is worth nothing', async () => {
  const sessionId = await signedIn();
  settings.embedded = false;
  expect(await personOfSession(sessionId, demoAdmin.id)).toBeNull();
});

test('somebody real who joins as admin ends it at once: sessions, offers, keys, local channels', async () => {
  const sessionId = await signedIn();
  const { key } = await createKey(demoCtx(), { name: 'of the demo', role: 'admin' });
  const channel = (name: string, url: string) =>
    createChannel(demoCtx(), NewChannel.parse({ name, kind: 'teams', url }));
  const [here, afar] = [
    await channel('Here', 'http://127.0.0.1:8090/teams'),
    await channel('Afar', 'https://example.com/teams'),
  ];
  const email = `${newId()}@example.test`;
  const { link } = await invitePerson(demoCtx(), { email, name: 'Real', role: 'admin' });
  expect(await personOfSession(sessionId, demoAdmin.id)).not.toBeNull();
  await takeUpInvitation(
    { userId: null, requestId: newId(), now: new Date() },
    {
      token: link.slice(link.lastIndexOf('/') + 1),
      name: 'Real',
      password: 'five large green racks',
    },
  );
  expect(await personOfSession(sessionId, demoAdmin.id)).toBeNull();
  expect(await authenticateKey(key)).toBeNull();
  const { db } = lab.keyCtxFor('admin');
  const isOn = async ({ id }: { id: string }) =>
    (await db.channel.findUniqueOrThrow({ where: { id } })).enabled;
  expect([await isOn(here), await isOn(afar)]).toEqual([false, true]);
  expect(await demoPeople('everybody')).toEqual([]);
  expect(await signInToDemo(demoAdmin.email, HERE, fromAnywhere(new Date()))).toEqual({
    refused: 'wrong',
  });
});

test('somebody real who is made admin ends it as well', async () => {
  const sessionId = await signedIn();
  const real = await makeTestPerson({ [lab.lab.id]: 'manager' });
  await changeRole(demoCtx(), { userId: real.id, role: 'admin' });
  expect(await personOfSession(sessionId, demoAdmin.id)).toBeNull();
});
