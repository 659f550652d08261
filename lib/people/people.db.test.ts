import { expect, test, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { changeRole } from './change-role';
import { disablePerson, enablePerson } from './disable-person';
import { invitePerson } from './invite-person';
import { listPeople } from './list-people';
import { makeResetLink } from './make-reset-link';
import { removePerson } from './remove-person';
import { revokeInvitation } from './revoke-invitation';
import { makeTestPerson } from './testing-person';

vi.setConfig({ testTimeout: 60_000 });

/** Every write about people, aimed at one person or invitation. */
const WRITES: [string, (ctx: Ctx, userId: string, invitationId: string) => Promise<unknown>][] = [
  [
    'invite',
    (ctx) =>
      invitePerson(ctx, { email: `${newId()}@example.test`, name: 'New', role: 'technician' }),
  ],
  ['change a role', (ctx, userId) => changeRole(ctx, { userId, role: 'supervisor' })],
  ['remove', (ctx, userId) => removePerson(ctx, { userId })],
  ['disable', (ctx, userId) => disablePerson(ctx, { userId })],
  ['enable', (ctx, userId) => enablePerson(ctx, { userId })],
  ['make a reset link', (ctx, userId) => makeResetLink(ctx, { userId })],
  ['withdraw a link', (ctx, _, invitationId) => revokeInvitation(ctx, { invitationId })],
];

async function target() {
  const lab = await makeTestLab();
  const person = await makeTestPerson({ [lab.lab.id]: 'technician' });
  const { invitationId } = await invitePerson(await lab.ctxFor('admin'), {
    email: `${newId()}@example.test`,
    name: 'Invited',
    role: 'viewer',
  });
  return { lab, person, invitationId };
}

async function state(userId: string, invitationId: string) {
  const db = unboundDb();
  return [
    await db.user.findUnique({ where: { id: userId }, include: { memberships: true } }),
    await db.invitation.findUnique({ where: { id: invitationId } }),
    await db.invitation.count({ where: { userId } }),
  ];
}

test.each(WRITES)('%s: refused to every role below admin', async (_, write) => {
  const { lab, person, invitationId } = await target();
  const before = await state(person.id, invitationId);
  for (const role of ROLES.filter((candidate) => candidate !== 'admin')) {
    await expect(
      write(await lab.ctxFor(role), person.id, invitationId),
      role,
    ).rejects.toMatchObject({ code: 'forbidden' });
  }
  for (const role of ['instrument', 'lis', 'orchestrator'] as const) {
    await expect(write(lab.keyCtxFor(role), person.id, invitationId), role).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  expect(await state(person.id, invitationId)).toEqual(before);
});

test.each(WRITES.slice(1))('%s: an admin of another lab finds nobody', async (_, write) => {
  const { person, invitationId } = await target();
  const before = await state(person.id, invitationId);
  const elsewhere = await (await makeTestLab()).ctxFor('admin');
  await expect(write(elsewhere, person.id, invitationId)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await state(person.id, invitationId)).toEqual(before);
});

test.each(WRITES)('%s: an admin may, and it is in the audit trail', async (_, write) => {
  const { lab, person, invitationId } = await target();
  if (write === WRITES[4]?.[1]) {
    await disablePerson(await lab.ctxFor('admin'), { userId: person.id });
  }
  const ctx = await lab.ctxFor('admin');
  await write(ctx, person.id, invitationId);
  const events = await ctx.db.auditEvent.findMany({ where: { requestId: ctx.requestId } });
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ actorId: ctx.actor.kind === 'person' && ctx.actor.userId });
});

test('the list shows people and open links, and no token or hash', async () => {
  const { lab, person } = await target();
  const ctx = await lab.ctxFor('admin');
  const list = await listPeople(ctx);
  expect(list.people.find(({ userId }) => userId === person.id)).toMatchObject({
    role: 'technician',
    status: 'active',
  });
  expect(list.invitations).toMatchObject([{ name: 'Invited', role: 'viewer', purpose: 'join' }]);
  expect(JSON.stringify(list)).not.toMatch(/scrypt|token|hash/i);
  await expect(listPeople(await lab.ctxFor('manager'))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('somebody of another lab too is not disabled or reset by one of them alone', async () => {
  const one = await makeTestLab();
  const two = await makeTestLab();
  const shared = await makeTestPerson({ [one.lab.id]: 'viewer', [two.lab.id]: 'manager' });
  const admin = await one.ctxFor('admin');
  for (const write of [disablePerson, enablePerson, makeResetLink]) {
    await expect(write(admin, { userId: shared.id })).rejects.toMatchObject({ code: 'forbidden' });
  }
  if (admin.actor.kind !== 'person') throw new Error('a person');
  await unboundDb().membership.create({
    data: { labId: two.lab.id, userId: admin.actor.userId, role: 'admin' },
  });
  await disablePerson(admin, { userId: shared.id });
  const events = await unboundDb().auditEvent.findMany({
    where: { entityId: shared.id, action: 'person.disable' },
  });
  expect(events.map(({ labId }) => labId).sort()).toEqual([one.lab.id, two.lab.id].sort());
});

test('nobody disables themself', async () => {
  const lab = await makeTestLab();
  await makeTestPerson({ [lab.lab.id]: 'admin' });
  const ctx = await lab.ctxFor('admin');
  const { userId } = ctx.actor;
  await expect(disablePerson(ctx, { userId })).rejects.toMatchObject({ code: 'conflict' });
});

const LOSSES: [string, (ctx: Ctx, userId: string) => Promise<unknown>][] = [
  ['demoted', (ctx, userId) => changeRole(ctx, { userId, role: 'manager' })],
  ['removed', (ctx, userId) => removePerson(ctx, { userId })],
  ['disabled', (ctx, userId) => disablePerson(ctx, { userId })],
];

test.each(LOSSES)('the last admin of a lab cannot be %s', async (_, lose) => {
  const { lab, keyCtxFor } = await makeTestLab();
  const last = await makeTestPerson({ [lab.id]: 'admin' });
  const disabled = await makeTestPerson({ [lab.id]: 'admin' });
  await unboundDb().user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
  await expect(lose(keyCtxFor('admin'), last.id)).rejects.toMatchObject({ code: 'conflict' });
  const second = await makeTestPerson({ [lab.id]: 'admin' });
  await lose(keyCtxFor('admin'), second.id);
  await expect(lose(keyCtxFor('admin'), last.id)).rejects.toMatchObject({ code: 'conflict' });
});

test('of admins who all go at one moment, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const { lab, keyCtxFor } = await makeTestLab();
    const admins = await Promise.all([1, 2, 3, 4].map(() => makeTestPerson({ [lab.id]: 'admin' })));
    const outcomes = await Promise.allSettled(
      admins.map(({ id }, index) => {
        const lose = LOSSES[(index + round) % LOSSES.length]?.[1];
        if (!lose) throw new Error('no loss');
        return lose(keyCtxFor('admin'), id);
      }),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const left = await unboundDb().membership.count({
      where: { labId: lab.id, role: 'admin', user: { disabledAt: null } },
    });
    expect(left).toBe(1);
  }
});
