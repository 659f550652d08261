import { beforeAll, expect, it } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeInstrument } from '../receive/testing-webhook';
import { countMessages, MOST_COUNTED } from './count-messages';
import { messageEffects } from './message-effects';
import { settleMessages } from './settle-messages';
import type { Outcome } from './stored-message';
import { store, storeMany } from './testing-inbox';

const db = unboundDb();
let here: Awaited<ReturnType<typeof makeInstrument>>;
let there: Awaited<ReturnType<typeof makeInstrument>>;
let ids: string[];

const settle = (outcome: Outcome) =>
  db.$transaction((tx) =>
    settleMessages(tx, { lab: here.lab, now: new Date() }, here.device.id, [outcome]),
  );

beforeAll(async () => {
  [here, there] = await Promise.all([makeInstrument(), makeInstrument()]);
  ids = [];
  for (const text of ['one', 'two', 'three', 'four']) ids.push(await store(here, text));
  await store(there, 'elsewhere');
  const [applied = '', unknown = '', nothing = ''] = ids;
  await settle({ id: applied, status: 'applied', specimens: ['S-1', 'S-2'] });
  await settle({
    id: unknown,
    status: 'quarantined',
    code: 'unknown_specimen',
    reason: 'There is no S-9.',
    specimens: ['S-9'],
    awaits: 'S-9',
  });
  await settle({ id: nothing, status: 'ignored', code: 'nothing_to_do', reason: 'Nothing.' });
});

it('counts the messages of each status, of this lab alone', async () => {
  const viewer = await here.ctxFor('viewer');
  const all = { accepted: 1, applied: 1, quarantined: 1, ignored: 1, more: false };
  expect(await countMessages(viewer, {})).toEqual(all);
  expect(await countMessages(viewer, { device: here.device.name })).toEqual(all);
  expect(await countMessages(await there.ctxFor('viewer'), {})).toMatchObject({
    accepted: 1,
    applied: 0,
  });
});

it.each([
  [{ specimen: 'S-2' }, { applied: 1, quarantined: 0 }],
  [{ code: 'unknown_specimen' }, { applied: 0, quarantined: 1 }],
  [{ format: 'hl7' as const }, { accepted: 0, quarantined: 0 }],
  [{ to: new Date('2020-01-01T00:00:00Z') }, { accepted: 0, applied: 0 }],
  [{ from: new Date('2020-01-01T00:00:00Z') }, { accepted: 1, applied: 1 }],
])('counts by %j what the list would have', async (filters, counts) => {
  expect(await countMessages(await here.ctxFor('viewer'), filters)).toMatchObject(counts);
});

it('names a device that the lab does not have', async () => {
  const viewer = await here.ctxFor('viewer');
  await expect(countMessages(viewer, { device: there.device.name })).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ field: 'device' }],
  });
});

it('of very many counts the latest, but all that wait or were quarantined', async () => {
  const busy = await makeInstrument();
  const first = await store(busy, 'the first of all');
  await storeMany(
    busy,
    Array.from({ length: MOST_COUNTED }, (_, index) => `message ${index}`),
  );
  await db.$transaction((tx) =>
    settleMessages(tx, { lab: busy.lab, now: new Date() }, busy.device.id, [
      { id: first, status: 'quarantined', code: 'malformed', reason: 'Not JSON.' },
    ]),
  );
  expect(await countMessages(await busy.ctxFor('viewer'), {})).toEqual({
    accepted: MOST_COUNTED,
    quarantined: 1,
    applied: 0,
    ignored: 0,
    more: true,
  });
});

it('tells what a message left for people, to its own lab alone', async () => {
  const specimenId = newId();
  await db.specimen.create({
    data: { id: specimenId, labId: here.lab.id, number: 'S-1', stateKey: 'received' },
  });
  const [messageId = ''] = ids;
  const at = new Date('2026-03-02T08:00:00Z');
  const own = { labId: here.lab.id, deviceId: here.device.id, messageId, at };
  await db.deviceEvent.create({
    data: {
      ...own,
      id: newId(),
      kind: 'alarm',
      severity: 'C',
      text: 'Probe crash',
      data: {},
      recordedAt: at,
      requestId: 'test',
    },
  });
  await db.proposal.create({
    data: { ...own, id: newId(), kind: 'rejection', specimenId, data: { code: 'RC' } },
  });
  expect(await messageEffects(await here.ctxFor('viewer'), messageId)).toMatchObject({
    events: [{ kind: 'alarm', severity: 'C', text: 'Probe crash', at: at.toISOString() }],
    proposals: [{ kind: 'rejection', specimen: 'S-1', assay: null, ended: null }],
  });
  const none = { events: [], proposals: [] };
  expect(await messageEffects(await there.ctxFor('admin'), messageId)).toEqual(none);
  expect(await messageEffects(await here.ctxFor('viewer'), 'no id')).toEqual(none);
});

it('shows the inbox to no machine by these questions', async () => {
  const lis = here.keyCtxFor('lis');
  await expect(countMessages(lis, {})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(messageEffects(lis, newId())).rejects.toMatchObject({ code: 'forbidden' });
});
