import { beforeAll, expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { addContainer } from '../add-containers';
import { LookAgain } from './place-refused';
import { placeTransaction } from './place-transaction';
import { makeDeck } from '../testing-deck';

let ctx: Ctx;
let deviceId: string;

beforeAll(async () => {
  const { lab, ctxFor } = await makeTestLab();
  ctx = await ctxFor('admin');
  deviceId = (await makeDeck(lab, { Hotel: 4 })).get('Hotel') ?? '';
  const plate = { device: 'Hotel', position: 0, lidded: true, filled: false };
  await addContainer(ctx, { ...plate, name: 'Plate', barcode: 'TAKEN' });
});

const raise = (code: string) => (tx: LabTx) =>
  tx.$executeRaw(Prisma.raw(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`));

const addTaken = (tx: LabTx) =>
  tx.container.create({
    data: {
      id: newId(),
      labId: ctx.lab.id,
      barcode: 'TAKEN',
      name: 'Second',
      lidded: true,
      filled: false,
      startDeviceId: deviceId,
      startSlot: 1,
    },
  });

const lookAgain = () => Promise.reject(new LookAgain());

/** How often the work was begun, and what came of it, when it fails the first `times`. */
async function begun(fail: (tx: LabTx) => Promise<unknown>, times: number) {
  let count = 0;
  const done = placeTransaction(ctx, async (tx) => {
    count += 1;
    if (count <= times) await fail(tx);
    return 'done';
  });
  const came = await done.catch((error: unknown) => error);
  return { count, came };
}

test.each([
  ['a deadlock', raise('40P01')],
  ['a failed serialization', raise('40001')],
  ['a barcode that another was faster to take', addTaken],
  ['a container that went elsewhere', lookAgain],
])('begins anew after %s', async (_, fail) => {
  expect(await begun(fail, 1)).toEqual({ count: 2, came: 'done' });
});

test('does not begin anew after anything else', async () => {
  const { count, came } = await begun(raise('23514'), 1);
  expect(count).toBe(1);
  expect(came).toBeInstanceOf(Error);
});

test('says so in the end when others keep moving a container', async () => {
  const { came } = await begun(lookAgain, Infinity);
  expect(came).toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 });
});
