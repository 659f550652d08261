import { expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { newId } from '@/lib/platform/ids';
import { actionOptions } from './action-options';

test('whoever may read sees the lab’s actions and what they can be given, nothing retired or foreign', async () => {
  const here = await makeTestLab();
  const there = await makeTestLab();
  const ctx = await here.ctxFor('viewer');
  const other = await there.ctxFor('admin');
  const device = (name: string, retiredAt: Date | null = null) => ({
    id: newId(),
    labId: ctx.lab.id,
    name,
    type: 'analyser',
    retiredAt,
  });
  await ctx.db.device.createMany({
    data: [device('Zeta'), device('Alpha'), device('Old', ctx.now)],
  });
  await other.db.device.create({ data: { ...device('Foreign'), labId: other.lab.id } });
  await ctx.db.errorCode.createMany({
    data: [
      { id: newId(), labId: ctx.lab.id, code: 'E1', name: 'Clot' },
      { id: newId(), labId: ctx.lab.id, code: 'E2', name: 'Gone', active: false },
    ],
  });

  const options = await actionOptions(ctx);
  expect(options.actions.slice(0, 3)).toEqual([
    { action: 'receive', label: 'Receive' },
    { action: 'start', label: 'Start' },
    { action: 'submit', label: 'Submit' },
  ]);
  expect(options.devices.map(({ value }) => value)).toEqual(['Alpha', 'Zeta']);
  expect(options.errorCodes.map(({ label }) => label)).toEqual([
    'Container not available at the device (CONTAINER_UNAVAILABLE)',
    'Clot (E1)',
  ]);
  expect(options.rejectionReasons.map(({ group }) => group)).toEqual([
    'identification',
    'container',
    'volume',
    'quality',
    'transport',
    'other',
  ]);
  const quality = options.rejectionReasons.find(({ group }) => group === 'quality');
  expect(quality?.options).toContainEqual({ value: 'RH', label: 'Haemolysed (RH)' });
  expect(options.rules).toContainEqual({
    action: 'invalidate',
    from: 'published',
    to: 'invalidated',
    leastRole: 'manager',
    needsReason: true,
    needsSignature: true,
  });
});

test('a key without the right to read is refused', async () => {
  const { keyCtxFor } = await makeTestLab();
  await expect(actionOptions(keyCtxFor('lis'))).rejects.toMatchObject({ code: 'forbidden' });
});
