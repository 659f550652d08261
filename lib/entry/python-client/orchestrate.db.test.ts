import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Changes } from '@/lib/containers/contract';
import { foldMoves } from '@/lib/containers/moves/fold-moves';
import { CHAIN } from '@/lib/devices/certificates/testing-certificate';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { KeyRole } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { storedKey } from '../testing-requests';
import { startTestServer } from '../testing-server';
import { startBadLine } from './testing-bad-line';
import { CLIENT_FOLDER, hasPython, runPython } from './testing-python';

const db = unboundDb();
let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function keyOf(lab: LabRef, role: KeyRole): Promise<string> {
  const { authorization } = await storedKey(lab, role);
  return authorization.replace('Bearer ', '');
}

async function runAs(lab: LabRef, file: string, more: Record<string, string> = {}) {
  const run = await runPython(file, {
    BENCHWATCH_URL: server.origin,
    BENCHWATCH_API_KEY: await keyOf(lab, 'orchestrator'),
    ...more,
  });
  expect(run.code, run.output).toBe(0);
  return run.output;
}

/** Device and position as one text. */
const at = (device: { name: string } | null, slot: number | null) =>
  device === null ? null : `${device.name} ${slot}`;

async function historyOf(containerId: string) {
  const rows = await db.containerMove.findMany({
    where: { containerId },
    include: { fromDevice: true, toDevice: true },
    orderBy: { sequence: 'asc' },
  });
  return rows.map((row) => ({
    id: row.id,
    action: row.action.toLowerCase(),
    thing: z.enum(['container', 'lid']).parse(row.thing.toLowerCase()),
    from: at(row.fromDevice, row.fromSlot),
    to: at(row.toDevice, row.toSlot),
    changes: Changes.parse(row.changes ?? {}),
  }));
}

/** Each container as its row and its places say, and as its history replays. */
async function presentAndReplayed(lab: LabRef) {
  const containers = await db.container.findMany({ where: { labId: lab.id } });
  const standing = await db.occupancy.findMany({
    where: { labId: lab.id },
    include: { position: { include: { device: true } } },
  });
  return Promise.all(
    containers.map(async (container) => {
      const placeOf = (thing: string) => {
        const found = standing.find(
          (one) => one.containerId === container.id && one.thing.toLowerCase() === thing,
        );
        return found ? at(found.position.device, found.slot) : null;
      };
      const { barcode, name, lidded, filled, labwareUuid } = container;
      return {
        present: {
          barcode,
          name,
          lidded,
          filled,
          labwareUuid,
          place: placeOf('container'),
          lidPlace: placeOf('lid'),
          removed: container.removedAt !== null,
        },
        replayed: foldMoves(await historyOf(container.id)),
      };
    }),
  );
}

async function stepsOf(lab: LabRef) {
  const steps = await db.step.findMany({
    where: { labId: lab.id },
    include: {
      device: true,
      container: true,
      move: { include: { fromDevice: true, toDevice: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { startedAt: 'asc' }],
  });
  return steps.map((step) => ({
    experimentId: step.experimentId,
    what: `${step.kind} ${step.fct} ${step.device.name} ${step.status}`,
    container: step.container?.barcode ?? null,
    usable: step.usableMs !== null,
    move: step.move
      ? [at(step.move.fromDevice, step.move.fromSlot), at(step.move.toDevice, step.move.toSlot)]
      : null,
  }));
}

// A hundred requests one after the other, on a machine that may be busy.
const PATIENCE_MS = 180_000;

describe.skipIf(!hasPython)('an orchestrator in Python', { timeout: PATIENCE_MS }, () => {
  it('runs the example of its page, once more over a bad line, and nothing is missing or double', async () => {
    const { lab } = await makeTestLab();
    const example = path.join(CLIENT_FOLDER, 'examples', 'experiment.py');
    const first = await runAs(lab, example);
    expect(first).toMatch(/Dispense: 0\.\d\d s\nMove to the incubator: 0\.\d\d s\nCentrifuge: n/);
    const line = await startBadLine(server.origin, 4);
    const second = await runAs(lab, example, { BENCHWATCH_URL: line.origin });
    await line.stop();
    expect(line.lost()).toBeGreaterThan(8);
    expect(second).toMatch(/PLATE-[\d-]+ went through experiment [0-9a-f-]{36}/);

    const devices = await db.device.findMany({
      where: { labId: lab.id },
      orderBy: { name: 'asc' },
    });
    expect(devices.map(({ name, type, slots }) => `${name} ${type} ${slots}`)).toEqual([
      'Hamilton_STAR LiquidHandler 12',
      'Incubator incubators 8',
      'PlateReader readers 1',
      'RoboticArm movers 1',
    ]);
    expect(await db.position.count({ where: { labId: lab.id } })).toBe(22);

    const [process, ...others] = await db.process.findMany({ where: { labId: lab.id } });
    expect([process?.name, process?.version, others]).toEqual(['Viability assay', 1, []]);
    const experiments = await db.experiment.findMany({ where: { labId: lab.id } });
    expect(experiments).toHaveLength(2);
    for (const one of experiments) {
      expect([one.processId, one.finishedAt === null]).toEqual([process?.id, false]);
    }

    const steps = await stepsOf(lab);
    for (const { id } of experiments) {
      const own = steps.filter(({ experimentId }) => experimentId === id);
      expect(own.map(({ what }) => what)).toEqual([
        'PROCESS dispense Hamilton_STAR completed',
        'MOVE move RoboticArm completed',
        'PROCESS incubate Incubator completed',
        'MOVE move RoboticArm completed',
        'PROCESS absorbance PlateReader completed',
      ]);
      // A step of a move is that of the move told before it, and moved nothing itself.
      expect(own.map(({ move }) => move)).toEqual([
        null,
        ['Hamilton_STAR 0', 'Incubator 5'],
        null,
        ['Incubator 5', 'PlateReader 0'],
        null,
      ]);
      expect(own.every(({ usable }) => usable)).toBe(true);
      expect(new Set(own.map(({ container }) => container)).size).toBe(1);
      expect(own[0]?.container).toMatch(/^PLATE-/);
    }

    const containers = await presentAndReplayed(lab);
    expect(containers).toHaveLength(2);
    for (const { present, replayed } of containers) {
      expect(replayed).toEqual(present);
      expect(present).toMatchObject({ removed: true, lidded: true, filled: true, place: null });
    }
    for (const { id } of await db.container.findMany({ where: { labId: lab.id } })) {
      const history = await historyOf(id);
      expect(history.map(({ action, thing, from, to }) => [action, thing, from, to])).toEqual([
        ['add', 'container', null, 'Hamilton_STAR 0'],
        ['change', 'container', 'Hamilton_STAR 0', 'Hamilton_STAR 0'],
        ['unlid', 'lid', null, 'Hamilton_STAR 10'],
        ['lid', 'lid', 'Hamilton_STAR 10', null],
        ['move', 'container', 'Hamilton_STAR 0', 'Incubator 5'],
        ['move', 'container', 'Incubator 5', 'PlateReader 0'],
        ['unlid', 'lid', null, 'Hamilton_STAR 11'],
        ['lid', 'lid', 'Hamilton_STAR 11', null],
        ['remove', 'container', 'PlateReader 0', null],
      ]);
      expect(history[0]?.changes.barcode ?? null).toBeNull();
    }
    expect(await db.occupancy.count({ where: { labId: lab.id } })).toBe(0);
    expect(await db.placementConflict.count({ where: { labId: lab.id } })).toBe(0);
  });

  it('with the classes of another package: places for barcodes, what is refused, wiping', async () => {
    const { lab } = await makeTestLab();
    const { lab: otherLab } = await makeTestLab();
    await runAs(lab, 'lib/entry/python-client/orchestrate.py', {
      CERTIFICATE: CHAIN,
      VIEWER_KEY: await keyOf(lab, 'viewer'),
      OTHER_LAB_KEY: await keyOf(otherLab, 'orchestrator'),
    });

    const containers = await presentAndReplayed(lab);
    for (const { present, replayed } of containers) expect(replayed).toEqual(present);
    // Both from before the wiping, and the one put there after it.
    expect(
      containers.map(({ present }) => [present.barcode, present.removed, present.place]).toSorted(),
    ).toEqual([
      ['FIRST', false, 'Hotel 0'],
      ['FIRST', true, null],
      ['SECOND', true, null],
    ]);

    const steps = await stepsOf(lab);
    const counts = new Map<string, number>();
    for (const { what } of steps) counts.set(what, (counts.get(what) ?? 0) + 1);
    expect([...counts].map(([what, count]) => `${count} × ${what}`)).toEqual([
      '1 × MOVE move Arm finished',
      '12 × PROCESS read Reader finished',
      '1 × PROCESS read Reader error',
      '1 × PROCESS shake Reader running',
      '1 × PROCESS discard Arm success',
    ]);
    expect(steps[0]).toMatchObject({ container: 'SECOND', move: ['Hotel 1', 'Reader 1'] });
    expect(steps.at(-1)).toMatchObject({ container: 'SECOND' });
    // Equal parameters are one protocol, whatever the order in which a set is told.
    const reads = await db.step.findMany({
      where: { labId: lab.id, fct: 'read', status: 'finished' },
      select: { parametersKey: true },
    });
    expect(new Set(reads.map(({ parametersKey }) => parametersKey)).size).toBe(1);

    // What was refused was kept for people.
    const conflicts = await db.placementConflict.findMany({ where: { labId: lab.id } });
    expect(conflicts.map(({ kind, times }) => `${kind} ${times}`).toSorted()).toEqual([
      'NOT_THERE 1',
      'NOT_THERE 1',
      'TARGET_TAKEN 1',
      'TARGET_TAKEN 1',
    ]);

    const other = { where: { labId: otherLab.id } };
    expect(await Promise.all([db.device.count(other), db.container.count(other)])).toEqual([0, 0]);
  });
});
