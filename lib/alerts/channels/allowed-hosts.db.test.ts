import { afterEach, expect, it, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import * as settings from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import { allowedHosts } from './allowed-hosts';

const real = settings.env();
const given = (change: Partial<settings.Env>) =>
  vi.spyOn(settings, 'env').mockReturnValue({ ...real, ...change });
afterEach(() => vi.restoreAllMocks());

it('are those of the settings alone, on a database of the deployment’s own', async () => {
  given({ BENCHWATCH_EMBEDDED: false, CHANNEL_ALLOWED_HOSTS: ['hooks.lan'] });
  expect(await allowedHosts()).toEqual(['hooks.lan']);
});

it('are this machine besides, until somebody real is an admin', async () => {
  given({ BENCHWATCH_EMBEDDED: true, CHANNEL_ALLOWED_HOSTS: ['hooks.lan'] });
  const { lab } = await makeTestLab();
  const db = unboundDb();
  await db.user.updateMany({ data: { demo: true } });
  expect(await allowedHosts()).toEqual(['hooks.lan', '127.0.0.1', 'localhost']);
  await db.user.create({
    data: {
      id: newId(),
      email: 'real@example.test',
      name: 'Real',
      memberships: { create: { labId: lab.id, role: 'admin' } },
    },
  });
  expect(await allowedHosts()).toEqual(['hooks.lan']);
});
