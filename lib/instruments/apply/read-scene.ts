import { z } from 'zod';
import { readCatalogue } from '@/lib/labs/catalogue/read-catalogue';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { readResultWorks } from '@/lib/results/read-result-works';
import { lockTubes } from '@/lib/specimens/batch/lock-tubes';
import type { InstrumentEvent } from '../event';
import type { InboxDevice } from '../inbox/stored-message';
import type { HeldTube, Scene, SettledOrder } from './scene';
import { readToldTimes, timedTubes } from './told-times';
import { numbersOf, wantedBy } from './wanted-names';

const Devices = z.array(z.object({ id: z.string(), name: z.string() }));

async function otherDevices(
  tx: LabTx,
  ctx: Pick<Ctx, 'lab'>,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const rows = Devices.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, lower(name) AS name FROM devices
      WHERE lab_id = ${ctx.lab.id}::uuid AND lower(name) = ANY(${[...names]}::text[])`,
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/**
 * Reads all that these events rest on, once for all of them, and holds their specimens for the rest
 * of the transaction.
 */
export async function readScene(
  tx: LabTx,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  order: SettledOrder,
  device: InboxDevice,
  events: readonly InstrumentEvent[],
): Promise<Scene> {
  const { parents, devices, ...names } = wantedBy(events);
  const works = await lockTubes(tx, ctx, events.flatMap(numbersOf));
  const tests = [...works.values()].flatMap((work) => work.tests);
  const results = await readResultWorks(
    tx,
    ctx,
    tests.map(({ id }) => id),
  );
  const standing = [...results.values()].flatMap(({ work }) => [...work.inForce.keys()]);
  const catalogue = await readCatalogue(tx, ctx, {
    ...names,
    assayIds: [...new Set(tests.map(({ assayId }) => assayId))],
    analyteIds: [...new Set(standing)],
  });
  const known =
    parents.length === 0
      ? []
      : await tx.specimen.findMany({
          where: { number: { in: parents }, voidedAt: null },
          select: { id: true, number: true, parentId: true },
        });
  const tubes = new Map(
    [...works].map(([number, work]): [string, HeldTube] => [
      number,
      {
        work,
        results: new Map(
          work.tests.flatMap(({ id }) => {
            const found = results.get(id);
            return found ? [[id, found] as const] : [];
          }),
        ),
      },
    ]),
  );
  return {
    ...order,
    device,
    lab: ctx.lab,
    now: ctx.now,
    catalogue,
    tubes,
    parents: new Map(known.map(({ number, ...row }) => [number, row])),
    devices: await otherDevices(tx, ctx, devices),
    toldTimes: await readToldTimes(tx, ctx, device, timedTubes(events, works)),
  };
}
