import { beforeEach, describe, expect, it } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { changeState } from './change-state';
import { changeTransitions } from './change-transition';
import type { TransitionChange } from './contract';
import { changeStateEndpoint, changeTransitionEndpoint } from './endpoints';

let lab: TestLab;
let other: TestLab;
let admin: Awaited<ReturnType<TestLab['ctxFor']>>;

beforeEach(async () => {
  [lab, other] = [await makeTestLab(), await makeTestLab()];
  admin = await lab.ctxFor('admin');
});

function rowsOf(of: TestLab, action: string) {
  return unboundDb().transition.findMany({
    where: { labId: of.lab.id, action },
    orderBy: { fromState: 'asc' },
  });
}

function labelOf(of: TestLab, key: string) {
  return unboundDb().state.findUniqueOrThrow({ where: { labId_key: { labId: of.lab.id, key } } });
}

function events() {
  return unboundDb().auditEvent.findMany({
    where: { labId: lab.lab.id, entity: { in: ['state', 'transition'] } },
    orderBy: { id: 'asc' },
  });
}

const changeTransition = (
  ctx: Parameters<typeof changeTransitions>[0],
  action: string,
  change: TransitionChange,
) => changeTransitions(ctx, action, [change]);

describe('a state', () => {
  it('is renamed in its lab only, and the trail says from what', async () => {
    const answer = await changeState(admin, 'published', { label: 'Reported' });
    expect(answer).toEqual({ key: 'published', label: 'Reported', kind: 'done' });
    expect((await labelOf(lab, 'published')).label).toBe('Reported');
    expect((await labelOf(other, 'published')).label).toBe('Published');
    expect(await events()).toMatchObject([
      {
        action: 'state.update',
        entityId: 'published',
        actorId: admin.actor.userId,
        before: { label: 'Published' },
        after: { label: 'Reported' },
      },
    ]);
  });

  it('leaves no event when nothing changes, and is 404 when there is none', async () => {
    await changeState(admin, 'published', { label: 'Published' });
    await changeState(admin, 'published', {});
    expect(await events()).toEqual([]);
    await expect(changeState(admin, 'archived', { label: 'Archived' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is renamed by nobody below admin', async () => {
    for (const role of ['viewer', 'technician', 'supervisor', 'manager'] as const) {
      const ctx = await lab.ctxFor(role);
      await expect(changeState(ctx, 'published', { label: 'Out' })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    expect((await labelOf(lab, 'published')).label).toBe('Published');
  });
});

describe('the rules of an action', () => {
  it('change for all its transitions, in its lab only', async () => {
    const { transitions } = await changeTransition(admin, 'cancel', {
      label: 'Call off',
      needs_signature: true,
    });
    expect(
      transitions.map(({ from, label, needs_signature }) => [from, label, needs_signature]),
    ).toEqual([
      ['expected', 'Call off', true],
      ['received', 'Call off', true],
      ['in_process', 'Call off', true],
      ['error', 'Call off', true],
    ]);
    // Who may stays as it was for each state.
    expect(transitions.map(({ least_role }) => least_role)).toEqual([
      'technician',
      'technician',
      'supervisor',
      'supervisor',
    ]);
    expect((await rowsOf(other, 'cancel')).every(({ label }) => label === 'Cancel')).toBe(true);
    expect(await events()).toMatchObject([
      {
        action: 'transition.update',
        entityId: 'cancel',
        before: { label: 'Cancel', from: { error: { needs_signature: false } } },
        after: { label: 'Call off', from: { error: { needs_signature: true } } },
      },
    ]);
  });

  it('change for one state alone, but the label is one', async () => {
    await changeTransition(admin, 'cancel', {
      from: 'received',
      label: 'Withdraw',
      least_role: 'manager',
      needs_reason: false,
      four_eyes: true,
    });
    const rows = await rowsOf(lab, 'cancel');
    expect(
      rows.map((row) => [row.fromState, row.label, row.leastRole, row.needsReason, row.fourEyes]),
    ).toEqual([
      ['error', 'Withdraw', 'supervisor', true, false],
      ['expected', 'Withdraw', 'technician', true, false],
      ['in_process', 'Withdraw', 'supervisor', true, false],
      ['received', 'Withdraw', 'manager', false, true],
    ]);
  });

  it('name the states an action leaves when another is asked for, and change nothing', async () => {
    const asked = changeTransition(admin, 'verify', { from: 'received', label: 'Validate' });
    await expect(asked).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'from', message: 'verify does not leave “received”; it leaves submitted' }],
    });
    await expect(changeTransition(admin, 'archive', {})).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await rowsOf(lab, 'verify'))[0]?.label).toBe('Verify');
    expect(await events()).toEqual([]);
  });

  it('change together or not at all, in one entry of the trail', async () => {
    await changeTransitions(admin, 'cancel', [
      { label: 'Call off' },
      { from: 'expected', least_role: 'supervisor' },
      { from: 'error', least_role: 'manager' },
    ]);
    const kept = async () =>
      (await rowsOf(lab, 'cancel')).map((row) => [row.fromState, row.label, row.leastRole]);
    const changed = [
      ['error', 'Call off', 'manager'],
      ['expected', 'Call off', 'supervisor'],
      ['in_process', 'Call off', 'supervisor'],
      ['received', 'Call off', 'technician'],
    ];
    expect(await kept()).toEqual(changed);
    expect(await events()).toHaveLength(1);
    await expect(
      changeTransitions(admin, 'cancel', [
        { label: 'Drop' },
        { from: 'published', least_role: 'admin' },
      ]),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await kept()).toEqual(changed);
    expect(await events()).toHaveLength(1);
  });

  it('are changed by nobody below admin', async () => {
    for (const role of ['viewer', 'technician', 'supervisor', 'manager'] as const) {
      const ctx = await lab.ctxFor(role);
      await expect(
        changeTransition(ctx, 'verify', { least_role: 'technician' }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect((await rowsOf(lab, 'verify'))[0]?.leastRole).toBe('supervisor');
  });
});

describe('over HTTP', () => {
  const patchTransition = (headers: Record<string, string>, action: string, body: unknown) =>
    callRoute(changeTransitionEndpoint, { headers, params: { action }, body });
  const patchState = (headers: Record<string, string>, key: string, body: unknown) =>
    callRoute(changeStateEndpoint, { headers, params: { key }, body });

  it('an admin key changes its own lab, and no other though it names it', async () => {
    const headers = await storedKey(lab.lab, 'admin');
    const done = await patchTransition(headers, 'publish', { least_role: 'manager' });
    expect(done.status, done.text).toBe(200);
    expect(JSON.parse(done.text)).toMatchObject({
      transitions: [
        { action: 'publish', from: 'verified', to: 'published', least_role: 'manager' },
      ],
    });
    expect((await patchState(headers, 'error', { label: 'Failed' })).status).toBe(200);
    expect((await rowsOf(other, 'publish'))[0]?.leastRole).toBe('supervisor');

    const foreign = { ...headers, 'x-lab': other.lab.slug };
    expect((await patchTransition(foreign, 'publish', { label: 'X' })).status).toBe(404);
    expect((await patchState(foreign, 'error', { label: 'X' })).status).toBe(404);
    expect((await rowsOf(other, 'publish'))[0]?.label).toBe('Publish');
    expect((await labelOf(other, 'error')).label).toBe('Error');
  });

  it.each([
    [{ label: '' }, 'label', 'must not be empty'],
    [{ label: '   ' }, 'label', 'must not be empty'],
    [{ label: 'x'.repeat(61) }, 'label', 'must have at most 60 characters'],
    [{ label: 'two\nlines' }, 'label', 'must not contain line breaks or control characters'],
    [
      { least_role: 'viewer' },
      'least_role',
      'must be technician, supervisor, manager or admin; a viewer changes nothing',
    ],
    [{ from: 'received' }, 'from', 'publish does not leave “received”; it leaves verified'],
  ])('refuses %j and names the field', async (body, field, message) => {
    const answer = await patchTransition(await storedKey(lab.lab, 'admin'), 'publish', body);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text).errors).toEqual([{ field, message }]);
  });

  it('refuses fields that come by migration only', async () => {
    const headers = await storedKey(lab.lab, 'admin');
    expect((await patchTransition(headers, 'publish', { to: 'expected' })).status).toBe(422);
    expect((await patchState(headers, 'error', { kind: 'done' })).status).toBe(422);
    expect((await patchState(headers, 'error', { label: 'x'.repeat(61) })).status).toBe(422);
  });
});
