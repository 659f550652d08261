import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { addContainers } from '../add-containers';
import { changeContainer } from '../change-container';
import { Changes } from '../contract';
import { correctPlace, removeByHand } from '../moves/correct-place';
import { dismissConflict, reconcileConflict } from '../conflicts/end-conflict';
import { foldMoves } from '../moves/fold-moves';
import { lidContainer, unlidContainer } from '../moves/move-lid';
import { moveByPlace, moveContainer } from '../moves/move-container';
import { removeContainer } from '../remove-container';
import { makeDeck } from '../testing-deck';

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
const BARCODES = Array.from({ length: 10 }, (_, number) => `P-${number}`);
const ACTORS = 8;
const ACTIONS = 1200;
/** More than there are connections. */
const AT_ONCE = 24;

type At = { device: string; position: number };

/** What all actors of a batch have seen; the first of them to act makes it old for the others. */
type Seen = {
  containers: ({ id: string; barcode: string | null } & At)[];
  free: At[];
  conflicts: string[];
};
type Walk = { random: () => number; seen: Seen };

const PLACES: At[] = Object.entries(DECK).flatMap(([device, slots]) =>
  Array.from({ length: slots }, (_, position) => ({ device, position })),
);

async function look(labId: string): Promise<Seen> {
  const db = unboundDb();
  const standing = await db.occupancy.findMany({
    where: { labId },
    include: { position: { include: { device: true } }, move: { include: { container: true } } },
  });
  const open = await db.placementConflict.findMany({ where: { labId, endedAt: null } });
  const at = standing.map(({ thing, containerId, slot, position, move }) => {
    const { barcode } = move.container;
    return { thing, id: containerId, barcode, device: position.device.name, position: slot };
  });
  return {
    containers: at.filter(({ thing }) => thing === 'container'),
    free: PLACES.filter(
      (place) => !at.some((one) => one.device === place.device && one.position === place.position),
    ),
    conflicts: open.map(({ id }) => id),
  };
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('Nothing to pick from');
  return one;
}

const anyPlace = (random: () => number): At => pick(random, PLACES);

/** A place that was free a moment ago, mostly; any, sometimes. */
function freePlace({ random, seen }: Walk): At {
  return seen.free.length > 0 && random() < 0.8 ? pick(random, seen.free) : anyPlace(random);
}

/** Where a container stood a moment ago, mostly; anywhere, sometimes. */
function placeOf({ random, seen }: Walk, id: string): At {
  const at = seen.containers.find((one) => one.id === id);
  return at && random() < 0.85 ? at : anyPlace(random);
}

const ends = (from: At, to: At) => ({
  source_device: from.device,
  source_pos: from.position,
  target_device: to.device,
  target_pos: to.position,
});

type Action = (ctx: Ctx, walk: Walk) => Promise<unknown>;

const anyId = ({ random, seen }: Walk) =>
  seen.containers.length === 0 ? newId() : pick(random, seen.containers).id;
/** By id, or by a barcode that some container may have. */
const anyRef = (walk: Walk) => (walk.random() < 0.7 ? anyId(walk) : pick(walk.random, BARCODES));

const ACT: Record<string, Action> = {
  add(ctx, walk) {
    const { random } = walk;
    const rows = Array.from({ length: random() < 0.8 ? 1 : 2 }, () => {
      const lidded = random() < 0.7;
      return {
        name: `Plate ${Math.floor(random() * 100)}`,
        barcode: random() < 0.5 ? pick(random, BARCODES) : null,
        ...freePlace(walk),
        lidded,
        lid_site: lidded || random() < 0.5 ? null : freePlace(walk),
        filled: random() < 0.5,
      };
    });
    return addContainers(ctx, rows);
  },
  move(ctx, walk) {
    const id = anyId(walk);
    const from = placeOf(walk, id);
    const to = freePlace(walk);
    const barcode = walk.random() < 0.2 ? pick(walk.random, BARCODES) : null;
    return walk.random() < 0.5
      ? moveContainer(ctx, id, ends(from, to))
      : moveByPlace(ctx, { ...ends(from, to), barcode });
  },
  moveByBarcode(ctx, walk) {
    const known = walk.seen.containers.filter(({ barcode }) => barcode !== null);
    const one = known.length > 0 ? pick(walk.random, known) : null;
    const from = one ? placeOf(walk, one.id) : anyPlace(walk.random);
    const ref = one?.barcode ?? pick(walk.random, BARCODES);
    return moveContainer(ctx, ref, ends(from, freePlace(walk)));
  },
  unlid: (ctx, walk) => unlidContainer(ctx, anyRef(walk), freePlace(walk)),
  lid: (ctx, walk) =>
    lidContainer(ctx, anyRef(walk), walk.random() < 0.8 ? {} : anyPlace(walk.random)),
  change: (ctx, walk) =>
    changeContainer(ctx, anyRef(walk), {
      ...(walk.random() < 0.6 ? { barcode: pick(walk.random, [...BARCODES, null, null]) } : {}),
      ...(walk.random() < 0.3 ? { name: `Named ${Math.floor(walk.random() * 9)}` } : {}),
      ...(walk.random() < 0.3 ? { filled: walk.random() < 0.5 } : {}),
      ...(walk.random() < 0.3 ? { lidded: walk.random() < 0.5 } : {}),
      ...(walk.random() < 0.2 ? { lid_site: freePlace(walk) } : {}),
    }),
  remove: (ctx, walk) => removeContainer(ctx, anyRef(walk)),
  gone: (ctx, walk) => removeByHand(ctx, anyRef(walk), 'not on its place'),
  correct: (ctx, walk) =>
    correctPlace(ctx, anyRef(walk), { ...freePlace(walk), reason: 'seen there' }),
  async reconcile(ctx, walk) {
    if (walk.seen.conflicts.length === 0) return;
    const named = walk.random() < 0.4 ? { container: anyId(walk) } : {};
    await reconcileConflict(ctx, pick(walk.random, walk.seen.conflicts), named);
  },
  async dismiss(ctx, walk) {
    if (walk.seen.conflicts.length > 0) {
      await dismissConflict(ctx, pick(walk.random, walk.seen.conflicts));
    }
  },
};

/** How often each is done, of the sum. */
const SHARES: Record<string, number> = {
  add: 14,
  move: 36,
  moveByBarcode: 6,
  unlid: 6,
  lid: 12,
  change: 14,
  remove: 5,
  gone: 3,
  correct: 8,
  reconcile: 10,
  dismiss: 2,
};
const TURNS = Object.entries(SHARES).flatMap(([name, share]) => Array<string>(share).fill(name));

const Broken = z.array(z.object({ what: z.string(), count: z.int() }));

/** Everything that must never be, counted; none is none. */
async function broken(labId: string) {
  const rows = await unboundDb().$queryRaw`
    WITH places AS (SELECT * FROM occupancies WHERE lab_id = ${labId}::uuid),
    known AS (SELECT * FROM containers WHERE lab_id = ${labId}::uuid),
    moves AS (SELECT * FROM container_moves WHERE lab_id = ${labId}::uuid),
    counted AS (
      SELECT 'two on one place' AS what, count(*) FROM (
        SELECT 1 FROM places GROUP BY device_id, slot HAVING count(*) > 1) twice
      UNION ALL SELECT 'present, and not on one place', count(*) FROM known c
        WHERE (removed_at IS NULL)::int <> (
          SELECT count(*) FROM places o WHERE o.container_id = c.id AND thing = 'container')
      UNION ALL SELECT 'a lid on it and elsewhere, or of one removed', count(*)
        FROM known c JOIN places o ON o.container_id = c.id AND o.thing = 'lid'
        WHERE c.lidded OR c.removed_at IS NOT NULL
      UNION ALL SELECT 'a barcode twice', count(*) FROM (
        SELECT 1 FROM known WHERE removed_at IS NULL AND barcode IS NOT NULL
        GROUP BY barcode HAVING count(*) > 1) twice
      UNION ALL SELECT 'a gap in a history', count(*) FROM (
        SELECT 1 FROM moves GROUP BY container_id
        HAVING count(*) <> max(sequence) OR min(sequence) <> 1) gap
      UNION ALL SELECT 'a row that begins elsewhere than the last ended', count(*) FROM (
        SELECT from_device_id, from_slot,
          lag(to_device_id) OVER earlier AS device, lag(to_slot) OVER earlier AS slot
        FROM moves WINDOW earlier AS (PARTITION BY container_id, thing ORDER BY sequence)) follow
        WHERE from_device_id IS DISTINCT FROM device OR from_slot IS DISTINCT FROM slot
      UNION ALL SELECT 'an act on one that was removed', count(*)
        FROM moves m JOIN moves gone ON gone.container_id = m.container_id
          AND gone.action = 'remove' AND gone.thing = 'container' AND gone.sequence < m.sequence
    )
    SELECT what, count::int AS count FROM counted WHERE count > 0`;
  return Broken.parse(rows);
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
  { timeout: 120_000 },
  async (seed) => {
    const { lab, ctxFor } = await makeTestLab();
    await makeDeck(lab, DECK);
    const actors = await Promise.all(Array.from({ length: ACTORS }, () => ctxFor('admin')));
    const random = randomFrom(seed);
    const done: Record<string, { ok: number; refused: number }> = {};
    const told = new Map<string, number>();
    const refused: string[] = [];

    async function takeATurn(walk: Walk): Promise<void> {
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
        refused.push(ctx.requestId);
        const kept = error.extra?.['conflict'];
        if (typeof kept === 'string') told.set(kept, (told.get(kept) ?? 0) + 1);
      }
    }

    for (let begun = 0; begun < ACTIONS; begun += AT_ONCE) {
      const walk = { random, seen: await look(lab.id) };
      await Promise.all(Array.from({ length: AT_ONCE }, () => takeATurn(walk)));
      expect(await broken(lab.id)).toEqual([]);
      const { told: history, stand } = await replayed(lab.id);
      expect(history).toEqual(stand);
    }

    const { moves } = await replayed(lab.id);
    expect(moves).toBeGreaterThan(ACTIONS / 4);
    // What was refused changed nothing.
    const db = unboundDb();
    const written = { where: { labId: lab.id, requestId: { in: refused } } };
    expect(await db.containerMove.count(written)).toBe(0);
    // Of everything something was done; and what can be refused was.
    expect(Object.keys(done).toSorted()).toEqual(Object.keys(ACT).toSorted());
    for (const [name, { ok }] of Object.entries(done)) expect(ok, name).toBeGreaterThan(0);
    for (const name of ['add', 'move', 'moveByBarcode', 'unlid', 'lid', 'correct', 'reconcile']) {
      expect(done[name]?.refused, name).toBeGreaterThan(0);
    }
    // Every refused move is kept, and counted as often as it was told.
    const kept = await db.placementConflict.findMany({ where: { labId: lab.id } });
    expect(new Map(kept.map(({ id, times }) => [id, times]))).toEqual(told);
    const ends = new Set(kept.map(({ ended }) => ended));
    expect([...ends].toSorted()).toEqual(['DISMISSED', 'OVERTAKEN', 'RECONCILED', null].toSorted());
  },
);
