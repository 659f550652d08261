import { beforeEach, expect, test, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { authenticatePerson, personOfSession } from './authenticate-person';
import { changeRole } from './change-role';
import { disablePerson } from './disable-person';
import { changeOwnPassword } from './own-account';
import { endAllOwnSessions, endOwnSession, ownSessions } from './own-sessions';
import { removePerson } from './remove-person';
import { startSession } from './session';
import { fromAnywhere, makeTestPerson, TEST_PASSWORD } from './testing-person';

vi.setConfig({ testTimeout: 60_000 });

let lab: Awaited<ReturnType<typeof makeTestLab>>;
let person: { id: string; email: string };
let sessionId: string;

const here = (now?: Date) => personOfSession(sessionId, person.id, now);
const minutesOn = (minutes: number) => new Date(Date.now() + minutes * 60_000);

beforeEach(async () => {
  lab = await makeTestLab();
  person = await makeTestPerson({ [lab.lab.id]: 'manager' });
  sessionId = await startSession({ id: person.id, name: 'Somebody' }, fromAnywhere(new Date()));
});

test('a session is good until the lab’s idle time has passed without a request', async () => {
  expect(await here(minutesOn(59))).not.toBeNull();
  // The request above was the last one.
  expect(await here(minutesOn(59 + 59))).not.toBeNull();
  expect(await here(minutesOn(59 + 59 + 61))).toBeNull();
});

test('the strictest of a person’s labs decides how long they may be idle', async () => {
  const strict = await makeTestLab();
  await unboundDb().lab.update({
    where: { id: strict.lab.id },
    data: { settings: { idleMinutes: 5 } },
  });
  await unboundDb().membership.create({
    data: { labId: strict.lab.id, userId: person.id, role: 'viewer' },
  });
  expect(await here(minutesOn(4))).not.toBeNull();
  expect(await here(minutesOn(4 + 6))).toBeNull();
});

test('a session ends after twelve hours, however busy', async () => {
  for (let minutes = 50; minutes < 12 * 60; minutes += 50) {
    expect(await here(minutesOn(minutes))).not.toBeNull();
  }
  expect(await here(minutesOn(12 * 60 + 1))).toBeNull();
});

test('last seen is written at most once a minute', async () => {
  const seen = async () =>
    (await unboundDb().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt;
  const before = await seen();
  await here(new Date(before.getTime() + 59_000));
  expect(await seen()).toEqual(before);
  await here(new Date(before.getTime() + 61_000));
  expect(await seen()).toEqual(new Date(before.getTime() + 61_000));
});

test('a role taken away is gone with the next request', async () => {
  await changeRole(await lab.ctxFor('admin'), { userId: person.id, role: 'viewer' });
  expect((await here())?.memberships.map(({ role }) => role)).toEqual(['viewer']);
});

test('removed or disabled, a person is signed out everywhere', async () => {
  const other = await makeTestPerson({ [lab.lab.id]: 'viewer' });
  const others = await startSession({ id: other.id, name: 'Other' }, fromAnywhere(new Date()));
  await removePerson(await lab.ctxFor('admin'), { userId: person.id });
  expect(await here()).toBeNull();
  await disablePerson(await lab.ctxFor('admin'), { userId: other.id });
  expect(await personOfSession(others, other.id)).toBeNull();
});

test('a person ends their own sessions, one or all, and nobody else’s', async () => {
  const second = await startSession({ id: person.id, name: 'S' }, fromAnywhere(new Date()));
  const stranger = await makeTestPerson();
  const foreign = await startSession({ id: stranger.id, name: 'T' }, fromAnywhere(new Date()));
  const self = await here();
  if (!self) throw new Error('not signed in');
  const when = { requestId: newId(), now: new Date() };

  expect(await ownSessions(self, new Date())).toMatchObject([
    { sessionId, current: true },
    { sessionId: second, current: false },
  ]);
  await expect(endOwnSession(self, foreign, when)).rejects.toMatchObject({ code: 'not_found' });
  await endOwnSession(self, second, when);
  expect(await personOfSession(second, person.id)).toBeNull();
  await endAllOwnSessions(self, when);
  expect(await here()).toBeNull();
  expect(await personOfSession(foreign, stranger.id)).not.toBeNull();
});

test('changing one’s password needs the present one and ends all other sessions', async () => {
  const second = await startSession({ id: person.id, name: 'S' }, fromAnywhere(new Date()));
  const self = await here();
  if (!self) throw new Error('not signed in');
  const when = { requestId: newId(), now: new Date(), address: 'direct' };
  const wanted = { current: 'not the password', password: 'five large green racks' };
  await expect(changeOwnPassword(self, wanted, when)).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ field: 'current' }],
  });
  expect(await personOfSession(second, person.id)).not.toBeNull();
  await changeOwnPassword(self, { ...wanted, current: TEST_PASSWORD }, when);
  expect(await personOfSession(second, person.id)).toBeNull();
  expect(await here()).not.toBeNull();
  const audit = await unboundDb().auditEvent.findMany({ where: { actorId: person.id } });
  expect(audit.map(({ action }) => action)).toContain('password.change');
  expect(JSON.stringify(audit)).not.toMatch(/green racks|scrypt/);
});

test('a made-up cookie is nobody', async () => {
  expect(await authenticatePerson('next-auth.session-token=eyJhbGciOiJkaXIifQ..a.b.c')).toBeNull();
  expect(await authenticatePerson('')).toBeNull();
});
