import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { addContainers } from './add-containers';
import { changeContainer } from './change-container';
import { Changes } from './contract';
import { correctPlace, removeByHand } from './correct-place';
import { dismissConflict, reconcileConflict } from './end-conflict';
import { foldMoves } from './fold-moves';
import { lidContainer, unlidContainer } from './move-lid';
import { moveByPlace, moveContainer } from './move-container';
import { removeContainer } from './remove-container';
import { makeDeck } from './testing-deck';

/** mulberry32: the same walk for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Small, so that the actors are always in each other's way.
const DECK = { Hotel: 8, Reader: 3, Arm: 1, Washer: 4 };
const BARCODES = Array.from({ length: 14 }, (_, number) => `P-${number}`);
const ACTORS = 8;
const ACTIONS = 2400;
/** As many as there are connections. */
const AT_ONCE = 10;

type Walk = { random: () => number; ids: string[]; conflicts: () => Promise<string[]> };

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('Nothing to pick from');
  return one;
}

function anyPlace(random: () => number): { device: string; position: number } {
  const [device, slots] = pick(random, Object.entries(DECK));
  return { device, position: Math.floor(random() * slots) };
}

/** Where a container is believed to be, mostly; anywhere, sometimes. */
async function placeOf(ctx: Ctx, { random }: Walk, id: string) {
  const at = await ctx.db.occupancy.findFirst({
    where: { containerId: id, thing: 'container' },
    include: { position: { include: { device: true } } },
  });
  if (!at || random() < 0.15) return anyPlace(random);
  return { device: at.position.device.name, position: at.slot };
}

const ends = (from: { device: string; position: number }, to: typeof from) => ({
  source_device: from.device,
  source_pos: from.position,
  target_device: to.device,
  target_pos: to.position,
});

type Action = (ctx: Ctx, walk: Walk) => Promise<unknown>;

const anyId = ({ random, ids }: Walk) => (ids.length === 0 ? newId() : pick(random, ids));
/** By id, or by a barcode that some container may have. */
const anyRef = (walk: Walk) => (walk.random() < 0.7 ? anyId(walk) : pick(walk.random, BARCODES));

const ACT: Record<string, Action> = {
  async add(ctx, walk) {
    const { random, ids } = walk;
    const rows = Array.from({ length: random() < 0.8 ? 1 : 3 }, () => {
      const lidded = random() < 0.5;
      return {
        name: `Plate ${Math.floor(random() * 100)}`,
        barcode: random() < 0.6 ? pick(random, BARCODES) : null,
        ...anyPlace(random),
        lidded,
        lid_site: lidded || random() < 0.5 ? null : anyPlace(random),
        filled: random() < 0.5,
      };
    });
    const added = await addContainers(ctx, rows);
    ids.push(...added.map(({ id }) => id));
  },
  async move(ctx, walk) {
    const id = anyId(walk);
    const from = await placeOf(ctx, walk, id);
    const to = anyPlace(walk.random);
    await (walk.random() < 0.5
      ? moveContainer(ctx, id, ends(from, to))
      : moveByPlace(ctx, {
          ...ends(from, to),
          barcode: walk.random() < 0.3 ? pick(walk.random, BARCODES) : null,
        }));
  },
  moveByBarcode: async (ctx, walk) =>
    moveContainer(
      ctx,
      pick(walk.random, BARCODES),
      ends(anyPlace(walk.random), anyPlace(walk.random)),
    ),
  unlid: (ctx, walk) => unlidContainer(ctx, anyRef(walk), anyPlace(walk.random)),
  lid: (ctx, walk) =>
    lidContainer(ctx, anyRef(walk), walk.random() < 0.7 ? {} : anyPlace(walk.random)),
  change: (ctx, walk) =>
    changeContainer(ctx, anyRef(walk), {
      ...(walk.random() < 0.6 ? { barcode: pick(walk.random, [...BARCODES, null]) } : {}),
      ...(walk.random() < 0.3 ? { name: `Named ${Math.floor(walk.random() * 9)}` } : {}),
      ...(walk.random() < 0.3 ? { filled: walk.random() < 0.5 } : {}),
      ...(walk.random() < 0.3 ? { lidded: walk.random() < 0.5 } : {}),
      ...(walk.random() < 0.3 ? { lid_site: anyPlace(walk.random) } : {}),
    }),
  remove: (ctx, walk) => removeContainer(ctx, anyRef(walk)),
  gone: (ctx, walk) => removeByHand(ctx, anyRef(walk), 'not on its place'),
  correct: (ctx, walk) =>
    correctPlace(ctx, anyRef(walk), { ...anyPlace(walk.random), reason: 'seen there' }),
  async reconcile(ctx, walk) {
    const open = await walk.conflicts();
    if (open.length === 0) return;
    const named = walk.random() < 0.5 ? { container: anyId(walk) } : {};
    await reconcileConflict(ctx, pick(walk.random, open), named);
  },
  async dismiss(ctx, walk) {
    const open = await walk.conflicts();
    if (open.length > 0) await dismissConflict(ctx, pick(walk.random, open));
  },
};

/** How often each is done, of the sum. */
const SHARES: Record<string, number> = {
  add: 8,
  move: 30,
  moveByBarcode: 4,
  unlid: 10,
  lid: 10,
  change: 14,
  remove: 3,
  gone: 1,
  correct: 10,
  reconcile: 8,
  dismiss: 2,
};
const TURNS = Object.entries(SHARES).flatMap(([name, share]) => Array<string>(share).fill(name));

const Count = z.array(z.object({ count: z.int() }));

/** Everything that must never be, counted. */
async function broken(labId: string): Promise<Record<string, number>> {
  const db = unboundDb();
  const asked = {
    'two on one place': db.$queryRaw`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM occupancies WHERE lab_id = ${labId}::uuid
        GROUP BY device_id, slot HAVING count(*) > 1) twice`,
    'present, and not on one place': db.$queryRaw`
      SELECT count(*)::int AS count FROM containers c WHERE lab_id = ${labId}::uuid
        AND (removed_at IS NULL)::int <> (
          SELECT count(*) FROM occupancies o WHERE o.container_id = c.id AND thing = 'container')`,
    'a lid on it and elsewhere, or of one removed': db.$queryRaw`
      SELECT count(*)::int AS count FROM containers c JOIN occupancies o
        ON o.container_id = c.id AND o.thing = 'lid'
      WHERE c.lab_id = ${labId}::uuid AND (c.lidded OR c.removed_at IS NOT NULL)`,
    'a barcode twice': db.$queryRaw`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM containers WHERE lab_id = ${labId}::uuid AND removed_at IS NULL
          AND barcode IS NOT NULL GROUP BY barcode HAVING count(*) > 1) twice`,
    'a gap in a history': db.$queryRaw`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM container_moves WHERE lab_id = ${labId}::uuid GROUP BY container_id
        HAVING count(*) <> max(sequence) OR min(sequence) <> 1) gap`,
    'a row that begins elsewhere than the last ended': db.$queryRaw`
      SELECT count(*)::int AS count FROM (
        SELECT (from_device_id, from_slot) AS begins,
          lag((to_device_id, to_slot)) OVER (PARTITION BY container_id, thing ORDER BY sequence) AS ended
        FROM container_moves WHERE lab_id = ${labId}::uuid) follow
      WHERE ended IS NOT NULL AND begins IS DISTINCT FROM ended`,
    'an accepted move of one that was removed': db.$queryRaw`
      SELECT count(*)::int AS count FROM container_moves m JOIN container_moves gone
        ON gone.container_id = m.container_id AND gone.action = 'remove'
          AND gone.thing = 'container' AND gone.sequence < m.sequence
      WHERE m.lab_id = ${labId}::uuid`,
  };
  const counts: Record<string, number> = {};
  for (const [what, rows] of Object.entries(asked)) {
    const count = Count.parse(await rows)[0]?.count ?? 0;
    if (count > 0) counts[what] = count;
  }
  return counts;
}

const key = (device: string | null | undefined, slot: number | null | undefined) =>
  device == null || slot == null ? null : `${device}:${slot}`;

/** Every container as its history tells it, and as it stands. */
async function replayed(labId: string) {
  const db = unboundDb();
  const [containers, moves, standing] = await Promise.all([
    db.container.findMany({ where: { labId }, orderBy: { id: 'asc' } }),
    db.containerMove.findMany({ where: { labId }, orderBy: { sequence: 'asc' } }),
    db.occupancy.findMany({ where: { labId } }),
  ]);
  const histories = new Map<string, Parameters<typeof foldMoves<string>>[0][number][]>();
  for (const { containerId, thing, toDeviceId, toSlot, changes } of moves) {
    const history = histories.get(containerId) ?? [];
    history.push({ thing, to: key(toDeviceId, toSlot), changes: Changes.parse(changes ?? {}) });
    histories.set(containerId, history);
  }
  const at = (id: string, thing: 'container' | 'lid') => {
    const row = standing.find((one) => one.containerId === id && one.thing === thing);
    return key(row?.deviceId, row?.slot);
  };
  return {
    moves: moves.length,
    told: containers.map(({ id }) => ({ id, ...foldMoves(histories.get(id) ?? []) })),
    stand: containers.map((container) => ({
      id: container.id,
      place: at(container.id, 'container'),
      lidPlace: at(container.id, 'lid'),
      lidded: container.lidded,
      barcode: container.barcode,
      name: container.name,
      filled: container.filled,
      labwareUuid: container.labwareUuid,
      removed: container.removedAt !== null,
    })),
  };
}

test.each([1, 2026])(
  'many actors on one small deck never break what must hold, seed %i',
  { timeout: 60_000 },
  async (seed) => {
    const { lab, ctxFor } = await makeTestLab();
    await makeDeck(lab, DECK);
    const actors = await Promise.all(Array.from({ length: ACTORS }, () => ctxFor('admin')));
    const random = randomFrom(seed);
    const conflicts = async () => {
      const open = await unboundDb().placementConflict.findMany({
        where: { labId: lab.id, endedAt: null },
        select: { id: true },
      });
      return open.map(({ id }) => id);
    };
    const walk: Walk = { random, ids: [], conflicts };
    const done: Record<string, { ok: number; refused: number }> = {};
    const told = new Map<string, number>();

    for (let begun = 0; begun < ACTIONS; begun += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const name = pick(random, TURNS);
          const act = ACT[name];
          const ctx = { ...pick(random, actors), requestId: newId(), now: new Date() };
          const count = (done[name] ??= { ok: 0, refused: 0 });
          try {
            await act?.(ctx, walk);
            count.ok += 1;
          } catch (error) {
            // Whatever is refused is refused in words: no deadlock, no broken constraint.
            if (!(error instanceof AppError) || error.status >= 500) throw error;
            count.refused += 1;
            const kept = error.extra?.['conflict'];
            if (typeof kept === 'string') told.set(kept, (told.get(kept) ?? 0) + 1);
            // Refused, it changed nothing.
            const written = await ctx.db.containerMove.count({
              where: { requestId: ctx.requestId },
            });
            expect(written, `${name}: ${error.message}`).toBe(0);
          }
        }),
      );
      expect(await broken(lab.id)).toEqual({});
      if (begun % (AT_ONCE * 12) === 0) {
        const { told: history, stand } = await replayed(lab.id);
        expect(history).toEqual(stand);
      }
    }

    const { told: history, stand, moves } = await replayed(lab.id);
    expect(history).toEqual(stand);
    expect(moves).toBeGreaterThan(ACTIONS / 4);
    // Nothing was only ever refused, or only ever done, but for what cannot be refused.
    for (const [name, { ok }] of Object.entries(done)) expect(ok, name).toBeGreaterThan(0);
    expect(done['move']?.refused).toBeGreaterThan(0);
    // Every refused move is kept, and counted as often as it was told.
    const kept = await unboundDb().placementConflict.findMany({ where: { labId: lab.id } });
    expect(new Map(kept.map(({ id, times }) => [id, times]))).toEqual(told);
    expect(new Set(kept.map(({ ended }) => ended)).size).toBeGreaterThan(2);
  },
);
