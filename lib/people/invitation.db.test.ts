import { expect, test, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { createAdmin } from './create-admin';
import { findInvitation } from './find-invitation';
import { invitePerson } from './invite-person';
import { makeResetLink } from './make-reset-link';
import { revokeInvitation } from './revoke-invitation';
import { startSession } from './session';
import { signInByPassword } from './sign-in';
import { takeUpInvitation } from './take-up-invitation';
import { fromAnywhere, makeTestPerson, TEST_PASSWORD } from './testing-person';

vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = 'five large green racks';
const nobody = (now = new Date()) => ({ userId: null, requestId: newId(), now });
const tokenOf = ({ link }: { link: string }) => link.slice(link.lastIndexOf('/') + 1);

async function invited(email = `${newId()}@example.test`) {
  const lab = await makeTestLab();
  const ctx = await lab.ctxFor('admin');
  const link = await invitePerson(ctx, { email, name: 'Given name', role: 'technician' });
  return { lab, ctx, email, link, token: tokenOf(link) };
}

test('a new person joins with a name and password of their own and can sign in', async () => {
  const { lab, email, token, link } = await invited();
  expect(link.link).toBe(`http://localhost:3000/invitation/${token}`);
  expect(await findInvitation(token, new Date())).toMatchObject({ needs: 'account', email });
  await takeUpInvitation(nobody(), { token, name: 'Own name', password: PASSWORD });
  const user = await unboundDb().user.findUniqueOrThrow({
    where: { email },
    include: { memberships: true },
  });
  expect(user.name).toBe('Own name');
  expect(user.memberships).toMatchObject([{ labId: lab.lab.id, role: 'technician' }]);
  const signedIn = await signInByPassword({ email, password: PASSWORD }, fromAnywhere(new Date()));
  expect(signedIn).toMatchObject({ userId: user.id });
});

test('a link works once, however many use it at one moment', async () => {
  const { token, email } = await invited();
  const outcomes = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((n) =>
      takeUpInvitation(nobody(), { token, name: `Name ${n}`, password: `${PASSWORD} ${n}` }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'not_found' });
  }
  expect(await unboundDb().membership.count({ where: { user: { email } } })).toBe(1);
  expect(await findInvitation(token, new Date())).toBeNull();
});

test('unknown, withdrawn, replaced, out of date: all the same, and nothing changes', async () => {
  const password = { name: 'N', password: PASSWORD };
  const withdrawn = await invited();
  await revokeInvitation(withdrawn.ctx, { invitationId: withdrawn.link.invitationId });
  const replaced = await invited();
  await invitePerson(replaced.ctx, { email: replaced.email, name: 'N', role: 'viewer' });
  const late = await invited();
  const inEightDays = new Date(Date.now() + 8 * 24 * 3600_000);
  const answers = await Promise.allSettled([
    takeUpInvitation(nobody(), { token: 'x'.repeat(43), ...password }),
    takeUpInvitation(nobody(), { token: withdrawn.token, ...password }),
    takeUpInvitation(nobody(), { token: replaced.token, ...password }),
    takeUpInvitation(nobody(inEightDays), { token: late.token, ...password }),
  ]);
  const told = answers.map((answer) => answer.status === 'rejected' && String(answer.reason));
  expect(new Set(told).size).toBe(1);
  expect(told[0]).toMatch(/used, withdrawn, or is out of date/);
});

test('only the token’s hash is stored', async () => {
  const { token, link } = await invited();
  const row = await unboundDb().invitation.findUniqueOrThrow({
    where: { id: link.invitationId },
  });
  expect(Buffer.from(row.tokenHash).toString('latin1')).not.toContain(token);
  expect(row.tokenHash).toHaveLength(32);
});

test('whoever has an account joins a second lab signed in as themself only', async () => {
  const home = await makeTestLab();
  const person = await makeTestPerson({ [home.lab.id]: 'viewer' });
  const { token, lab } = await invited(person.email);
  expect(await findInvitation(token, new Date())).toMatchObject({ needs: 'sign_in' });
  const stranger = await makeTestPerson({ [home.lab.id]: 'viewer' });
  for (const by of [nobody(), { ...nobody(), userId: stranger.id }]) {
    await expect(
      takeUpInvitation(by, { token, name: 'Thief', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  }
  await takeUpInvitation({ ...nobody(), userId: person.id }, { token, password: PASSWORD });
  const user = await unboundDb().user.findUniqueOrThrow({
    where: { id: person.id },
    include: { memberships: true },
  });
  expect(user.memberships.map(({ labId }) => labId)).toContain(lab.lab.id);
  // The link gave a lab, not another password or name.
  const before = { email: person.email, password: TEST_PASSWORD };
  expect(await signInByPassword(before, fromAnywhere(new Date()))).toHaveProperty('sessionId');
  expect(user.name).toBe('Somebody');
});

test('of two labs’ links to one new person, the second does not replace the password', async () => {
  const email = `${newId()}@example.test`;
  const first = await invited(email);
  const second = await invited(email);
  const outcomes = await Promise.allSettled([
    takeUpInvitation(nobody(), { token: first.token, name: 'A', password: `${PASSWORD} one` }),
    takeUpInvitation(nobody(), { token: second.token, name: 'B', password: `${PASSWORD} two` }),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a password link ends all sessions and any waiting', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const person = await makeTestPerson({ [lab.id]: 'technician' });
  await startSession({ id: person.id, name: 'S' }, fromAnywhere(new Date()));
  const now = new Date();
  for (let i = 0; i < 6; i++) {
    await signInByPassword({ email: person.email, password: 'wrong' }, fromAnywhere(now));
  }
  const link = await makeResetLink(await ctxFor('admin'), { userId: person.id });
  const later = new Date(now.getTime() + 1000);
  await takeUpInvitation(nobody(later), { token: tokenOf(link), password: PASSWORD });
  expect(await unboundDb().session.count({ where: { userId: person.id, revokedAt: null } })).toBe(
    0,
  );
  const old = { email: person.email, password: TEST_PASSWORD };
  expect(await signInByPassword(old, fromAnywhere(later))).toEqual({ refused: 'wrong' });
  const chosen = { email: person.email, password: PASSWORD };
  expect(await signInByPassword(chosen, fromAnywhere(later))).toHaveProperty('sessionId');
});

test('a weak password is refused and the link stays good', async () => {
  const { token } = await invited();
  await expect(
    takeUpInvitation(nobody(), { token, name: 'N', password: 'too short' }),
  ).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'password' }] });
  expect(await findInvitation(token, new Date())).not.toBeNull();
});

test('a person of the lab is not invited again', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const person = await makeTestPerson({ [lab.id]: 'viewer' });
  await expect(
    invitePerson(await ctxFor('admin'), { email: person.email, name: 'N', role: 'admin' }),
  ).rejects.toMatchObject({ code: 'already_exists', fields: [{ field: 'email' }] });
});

test('a password link of one lab ends when the person joins another', async () => {
  const home = await makeTestLab();
  const person = await makeTestPerson({ [home.lab.id]: 'viewer' });
  const reset = await makeResetLink(await home.ctxFor('admin'), { userId: person.id });
  const other = await invited(person.email);
  const by = { ...nobody(), userId: person.id };
  await takeUpInvitation(by, { token: other.token });
  expect(await findInvitation(tokenOf(reset), new Date())).toBeNull();
  await expect(
    takeUpInvitation(nobody(), { token: tokenOf(reset), password: PASSWORD }),
  ).rejects.toMatchObject({ code: 'not_found' });
  const old = { email: person.email, password: TEST_PASSWORD };
  expect(await signInByPassword(old, fromAnywhere(new Date()))).toMatchObject({
    userId: person.id,
  });
});

test.each(['before', 'after'])(
  'an invitation made %s does not set the password of another lab’s new admin',
  async (when) => {
    const email = `${newId()}@example.test`;
    const own = await makeTestLab();
    const commandLine = {
      ...(await own.ctxFor('admin')),
      actor: { kind: 'system' as const, job: 'command line' },
    };
    const makeAdmin = () => createAdmin(commandLine, { email, name: 'Admin' });
    const early = when === 'after' ? await makeAdmin() : null;
    const { token } = await invited(email);
    const { link } = early ?? (await makeAdmin());
    expect(await findInvitation(token, new Date())).toMatchObject({ needs: 'sign_in' });
    await expect(
      takeUpInvitation(nobody(), { token, name: 'Taken over', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const ownToken = link ? tokenOf(link) : '';
    await takeUpInvitation(nobody(), { token: ownToken, password: TEST_PASSWORD });
    expect(
      await signInByPassword({ email, password: TEST_PASSWORD }, fromAnywhere(new Date())),
    ).toHaveProperty('userId');
  },
);
