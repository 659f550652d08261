import { readCatalogue } from '@/lib/labs/catalogue/read-catalogue';
import type { Ctx } from '@/lib/platform/context';
import type { Actor } from '@/lib/platform/access/actor';
import { addTests } from '@/lib/specimens/changes/add-tests';
import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { newestRuns } from '@/lib/specimens/newest-runs';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import type { CodeName, InstrumentEvent } from '../event';
import type { InboxDevice, StoredMessage } from '../inbox/stored-message';
import { codeRemedy } from './code-remedy';
import { namesOf } from './name-test';
import { Refused } from './refused';
import { clockTextWithZone } from '@/lib/labs/clock-text';

type Placed = Extract<InstrumentEvent, { kind: 'order.placed' }>;
type Cancelled = Extract<InstrumentEvent, { kind: 'order.cancelled' }>;

/** A key of a LIS, with whose message this is done. */
export type KeyCtx = Ctx & { actor: Extract<Actor, { kind: 'key' }> };

/** The message that says so. */
type Told = Pick<StoredMessage, 'format'>;

type Ordered = { id: string; code: string };

async function orderedAssays(
  ctx: KeyCtx,
  device: InboxDevice,
  message: Told,
  names: readonly CodeName[],
): Promise<Ordered[]> {
  const wanted = { assays: names.flatMap(namesOf), assayIds: [], analytes: [], analyteIds: [] };
  const catalogue = await readCatalogue(ctx.db, ctx, { ...wanted, errorCodes: [] });
  const found = names.map((name) => {
    const [assay] = catalogue.assaysNamed(namesOf(name));
    if (assay) return assay;
    throw new Refused(
      'unknown_assay',
      `This lab has no assay “${name.code}”, which is ordered: ${codeRemedy(message, device.name, 'assays')}`,
    );
  });
  return [...new Map(found.map((assay) => [assay.id, assay])).values()];
}

/** The specimen that is meant with the newest run of each of its tests; null where there is none. */
async function readTube(ctx: KeyCtx, { specimen }: Placed | Cancelled) {
  const names = [specimen.number, ...specimen.alternatives];
  const rows = await ctx.db.specimen.findMany({
    where: { number: { in: names } },
    select: {
      number: true,
      tests: {
        select: {
          run: true,
          stateKey: true,
          assayId: true,
          orderedAt: true,
          assay: { select: { code: true } },
        },
      },
    },
  });
  const row = names.flatMap((name) => rows.find(({ number }) => number === name) ?? [])[0];
  if (!row) return null;
  const tests = row.tests.map(({ assay, assayId, run, stateKey, orderedAt }) => ({
    assay: assay.code,
    assayId,
    run,
    state: stateKey,
    orderedAt,
  }));
  return { number: row.number, tests: newestRuns(tests) };
}

async function refuseUnknownLocation(ctx: KeyCtx, name: string | null): Promise<void> {
  if (name === null) return;
  const where = { name: { equals: name, mode: 'insensitive' as const } };
  if ((await ctx.db.location.count({ where })) > 0) return;
  throw new Refused(
    'refused',
    `This lab has no location “${name}”, from where it is ordered: add it to the locations, then replay.`,
  );
}

/**
 * Creates the specimen, expected, with the tests that are ordered, or adds on what it has not yet.
 * Answers whether anything was new.
 */
export async function placeOrder(
  ctx: KeyCtx,
  device: InboxDevice,
  message: Told,
  event: Placed,
): Promise<boolean> {
  const assays = await orderedAssays(ctx, device, message, event.assays);
  const { number } = event.specimen;
  if (assays.length === 0) throw new Refused('refused', `The order of ${number} names no test.`);
  const tube = await readTube(ctx, event);
  const priority = event.priority ?? undefined;
  const ordered_at = event.orderedAt ?? event.at;
  if (tube) {
    const added = assays.filter(
      ({ id }) =>
        !tube.tests.some(({ assayId, state }) => {
          return assayId === id && state !== 'cancelled' && state !== 'rejected';
        }),
    );
    if (added.length === 0) return false;
    const tests = added.map(({ code }) => ({ assay: code, priority, ordered_at }));
    await addTests(ctx, tube.number, { tests });
    return true;
  }
  if (!SPECIMEN_NUMBER.test(number) || ['.', '..', 'transitions'].includes(number)) {
    throw new Refused(
      'refused',
      `“${number}” cannot be the number of a specimen: 1 to 64 letters, digits or . _ : - without spaces.`,
    );
  }
  await refuseUnknownLocation(ctx, event.location);
  await createSpecimen(ctx, {
    specimen_id: number,
    tests: assays.map(({ code }) => ({ assay: code, priority })),
    priority,
    location: event.location ?? undefined,
    ordered_at,
    state: 'expected',
  });
  return true;
}

/**
 * Cancels the tests named, or all that may be; what is void already stays as it is. It is of what was
 * ordered before: it waits for no specimen, and replayed later it takes no newer order back.
 */
export async function cancelOrder(
  ctx: KeyCtx,
  device: InboxDevice,
  message: Told,
  event: Cancelled,
): Promise<boolean> {
  const assays = await orderedAssays(ctx, device, message, event.assays);
  const tube = await readTube(ctx, event);
  if (!tube) {
    throw new Refused(
      'unknown_specimen',
      `This lab has no specimen ${event.specimen.number} of which a test could be cancelled: nothing was done.`,
    );
  }
  const meant =
    assays.length === 0
      ? tube.tests
      : assays.map(({ id, code }) => {
          const test = tube.tests.find(({ assayId }) => assayId === id);
          if (test) return test;
          throw new Refused('refused', `${tube.number} has no test ${code} to be cancelled.`);
        });
  const open = meant.filter(
    ({ state }) => !['cancelled', 'rejected', 'invalidated'].includes(state),
  );
  if (open.length === 0) return false;
  const newer = open.find(({ orderedAt }) => orderedAt !== null && orderedAt > event.at);
  if (newer?.orderedAt) {
    const [said, ordered] = [event.at, newer.orderedAt].map((at) =>
      clockTextWithZone(at, ctx.lab.timeZone),
    );
    throw new Refused(
      'refused',
      `${tube.number} ${newer.assay} was ordered ${ordered}, after this cancellation of ${said}: cancel it by hand if it is meant.`,
    );
  }
  // A LIS cancels what nobody has begun: what a technician may.
  const actor = { ...ctx.actor, role: 'technician' as const };
  await transitionTests({ ...ctx, actor }, tube.number, {
    action: 'cancel',
    ...(assays.length === 0 ? {} : { assays: open.map(({ assay }) => assay) }),
    reason: event.reason ?? `Cancelled by ${ctx.actor.name}`,
    occurred_at: event.at,
  });
  return true;
}
