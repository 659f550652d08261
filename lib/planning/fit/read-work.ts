import { z } from 'zod';
import { readHistories } from '@/lib/devices/states/read-histories';
import { readTargets } from '@/lib/labs/read-targets';
import { isFor, isInForce, specificity, type TargetRow } from '@/lib/labs/target';
import {
  attemptRows,
  bytesOf,
  codes,
  times,
  valuesOf,
  type Block,
} from '@/lib/metrics/blocks/block';
import {
  FIRST_OF_SPECIMEN,
  HAS_TEST,
  VOIDED,
  type ColumnName,
} from '@/lib/metrics/blocks/block-columns';
import { readBlocks } from '@/lib/metrics/blocks/read-blocks';
import { CodeNumbers } from '@/lib/metrics/scan/attempts';
import { measure } from '@/lib/metrics/uptime/measure';
import type { Window } from '@/lib/metrics/window';
import type { Ctx } from '@/lib/platform/context';
import { turnTaker } from './steps';
import { emptyWork, PRIORITY_CODES, type Machine, type Work } from './work';

const COLUMNS: readonly ColumnName[] = [
  'flags',
  'received',
  'started',
  'resulted',
  'released',
  'assay',
  'location',
  'priority',
  'device',
  'state',
  'attempt_ended',
  'attempt_row',
  'attempt_failed',
  'attempt_device',
];

/** What targets are for here: release, counted from receipt. */
const SEGMENT = 'receive_to_release';

const Keys = z.array(z.object({ key: z.string() }));
const Departments = z.array(z.object({ assay: z.string(), department: z.string() }));
const Devices = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));

/** Devices that worked in the period, in the order of their numbers, with their states. */
async function machinesOf(ctx: Ctx, { from, to }: Window, ids: readonly string[]) {
  const [rows, histories] = await Promise.all([
    ctx.db.$queryRaw`SELECT id::text AS id, name, type FROM devices
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ANY(${ids}::uuid[])`,
    readHistories(ctx, { from, to, only: 'speaking' }),
  ]);
  const named = new Map(Devices.parse(rows).map((device) => [device.id, device]));
  const statesOf = new Map(histories.map(({ id, history }) => [id, history]));
  const end = Math.min(to.getTime(), ctx.now.getTime());
  return ids.map((id): Machine => {
    const history = statesOf.get(id);
    const { name, type } = named.get(id) ?? { name: id, type: '' };
    if (!history || end <= from.getTime()) return { name, type, states: null };
    const { ms, stops, repairs, repairMs, timeline } = measure(history, {
      from: from.getTime(),
      to: end,
    });
    const upMs = ms.up + ms.idle;
    const down = timeline.filter(({ kind }) => kind === 'unplanned' || kind === 'planned');
    const states = upMs > 0 ? { upMs, stops, repairs, repairMs, down } : null;
    return { name, type, states };
  });
}

/** Minutes by the clock that the target in force gives, by scope: NaN without one. */
function targetMinutes(targets: readonly TargetRow[]) {
  const known = new Map<string, TargetRow[]>();
  return (assayId: string, priority: string, locationId: string | null, at: number): number => {
    const key = `${assayId}/${priority}/${locationId}`;
    let found = known.get(key);
    if (!found) {
      const scope = { assayId, priority, locationId };
      found = targets
        .filter((target) => target.segment === SEGMENT && isFor(target, scope))
        .toSorted((a, b) => specificity(b) - specificity(a));
      known.set(key, found);
    }
    const target = found.find((one) => isInForce(one, at));
    return target?.time === 'clock' ? target.minutes : NaN;
  };
}

/** 1 for the rows of a block that are tests, of no voided specimen, and touch the period. */
function chosenOf(block: Block, from: number, to: number): Uint8Array {
  const chosen = new Uint8Array(block.rows);
  const flags = bytesOf(block, 'flags');
  const [received, started, resulted, released] = [
    times(block, 'received'),
    times(block, 'started'),
    times(block, 'resulted'),
    times(block, 'released'),
  ];
  const within = (at: number) => at >= from && at < to;
  for (let row = 0; row < block.rows; row += 1) {
    const flag = flags[row] ?? 0;
    if ((flag & HAS_TEST) === 0 || (flag & VOIDED) !== 0) continue;
    const [came, began, ended] = [received[row] ?? NaN, started[row] ?? NaN, resulted[row] ?? NaN];
    const onMachine = within(began) || (began < from && ended >= from);
    if (within(came) || onMachine || within(released[row] ?? NaN)) chosen[row] = 1;
  }
  return chosen;
}

/**
 * Reads a lab's work around a period from the blocks that figures are read from: set-based, as fresh
 * as the rows themselves.
 */
export async function readWork(ctx: Ctx, window: Window): Promise<Work> {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const labId = ctx.lab.id;
  const wanted = (['received', 'started', 'resulted', 'released', 'attempt_ended'] as const).map(
    (column) => ({
      column,
      from,
      to,
    }),
  );
  const [blocks, targets, voidKeys, departmentRows] = await Promise.all([
    readBlocks(labId, COLUMNS, wanted),
    readTargets(ctx),
    ctx.db.$queryRaw`SELECT key FROM states WHERE lab_id = ${labId}::uuid AND kind = 'void'`,
    ctx.db.$queryRaw`SELECT a.id::text AS assay, d.name AS department FROM assays a
      JOIN departments d ON d.lab_id = a.lab_id AND d.id = a.department_id
      WHERE a.lab_id = ${labId}::uuid`,
  ]);
  const voidStates = new Set(Keys.parse(voidKeys).map(({ key }) => key));
  const departmentOf = new Map(
    Departments.parse(departmentRows).map(({ assay, department }) => [assay, department]),
  );
  const [devices, assays, departments] = [new CodeNumbers(), new CodeNumbers(), new CodeNumbers()];
  const turn = turnTaker();
  const chosen: Uint8Array[] = [];
  for (const block of blocks) {
    chosen.push(chosenOf(block, from, to));
    await turn();
  }
  const deviceTables = blocks.map((block) => ({
    tests: devices.tableOf(block, 'device'),
    attempts: devices.tableOf(block, 'attempt_device'),
  }));
  // Number 0 is none, and may not be among them.
  const place = new Map<string, number>();
  for (const key of devices.keys) if (key !== '') place.set(key, place.size);
  const machines = await machinesOf(ctx, window, [...place.keys()]);
  departments.numberOf('');
  const count = chosen.reduce((sum, rows) => sum + rows.reduce((all, one) => all + one, 0), 0);
  const head = { from, to, timeZone: ctx.lab.timeZone, machines };
  const work = emptyWork({ ...head, departments: departments.keys }, count);
  const minutesOf = targetMinutes(targets);
  let [at, specimen] = [0, 0];
  for (const [index, block] of blocks.entries()) {
    const rows = chosen[index] ?? new Uint8Array();
    const tables = deviceTables[index];
    if (!tables) continue;
    const placeOf = (number: number) => place.get(devices.keys[number] ?? '') ?? -1;
    const [received, started, resulted, released] = [
      times(block, 'received'),
      times(block, 'started'),
      times(block, 'resulted'),
      times(block, 'released'),
    ];
    const [assay, location, priority, device, state] = [
      codes(block, 'assay'),
      codes(block, 'location'),
      codes(block, 'priority'),
      codes(block, 'device'),
      codes(block, 'state'),
    ];
    const [assayIds, locationIds, priorities, states] = [
      valuesOf(block, 'assay'),
      valuesOf(block, 'location'),
      valuesOf(block, 'priority'),
      valuesOf(block, 'state'),
    ];
    const assayNumbers = assays.tableOf(block, 'assay');
    const departmentNumbers = assayIds.map((id) =>
      departments.numberOf(departmentOf.get(id) ?? ''),
    );
    const priorityPlaces = priorities.map((one) =>
      PRIORITY_CODES.findIndex((code) => code === one),
    );
    const machineOf = Int16Array.from(tables.tests, placeOf);
    const flags = bytesOf(block, 'flags');
    const rowInWork = new Int32Array(block.rows).fill(-1);
    for (let row = 0; row < block.rows; row += 1) {
      if (((flags[row] ?? 0) & FIRST_OF_SPECIMEN) !== 0) specimen += 1;
      if (rows[row] !== 1) continue;
      work.specimen[at] = specimen;
      rowInWork[row] = at;
      const came = received[row] ?? NaN;
      const assayCode = assay[row] ?? -1;
      work.received[at] = came;
      work.started[at] = started[row] ?? NaN;
      work.resulted[at] = resulted[row] ?? NaN;
      work.released[at] = released[row] ?? NaN;
      work.machine[at] = machineOf[(device[row] ?? -1) + 1] ?? -1;
      work.assay[at] = assayNumbers[assayCode + 1] ?? 0;
      work.department[at] = departmentNumbers[assayCode] ?? 0;
      work.priority[at] = priorityPlaces[priority[row] ?? -1] ?? 2;
      work.isVoid[at] = voidStates.has(states[state[row] ?? -1] ?? '') ? 1 : 0;
      const locationId = locationIds[location[row] ?? -1] ?? null;
      const priorityCode = priorities[priority[row] ?? -1] ?? 'ROUTINE';
      work.target[at] = minutesOf(assayIds[assayCode] ?? '', priorityCode, locationId, came);
      at += 1;
    }
    addAttempts(work, block, rowInWork, Int16Array.from(tables.attempts, placeOf));
    await turn();
  }
  return work;
}

/** Adds a block's attempts: to the machines those that ended in the period, to its tests all of them. */
function addAttempts(work: Work, block: Block, rowInWork: Int32Array, machineOf: Int16Array): void {
  const flags = bytesOf(block, 'flags');
  const ended = times(block, 'attempt_ended');
  const rowOf = attemptRows(block);
  const failed = bytesOf(block, 'attempt_failed');
  const device = codes(block, 'attempt_device');
  for (let attempt = 0; attempt < block.attempts; attempt += 1) {
    const row = rowOf[attempt] ?? -1;
    if (((flags[row] ?? 0) & VOIDED) !== 0) continue;
    const at = ended[attempt] ?? NaN;
    const fails = failed[attempt] === 1;
    const machine = machineOf[(device[attempt] ?? -1) + 1] ?? -1;
    if (machine >= 0 && at >= work.from && at < work.to) {
      work.attempts[machine] = (work.attempts[machine] ?? 0) + 1;
      if (fails) work.failed[machine] = (work.failed[machine] ?? 0) + 1;
    }
    const test = rowInWork[row] ?? -1;
    if (test < 0 || !fails) continue;
    work.failures[test] = Math.min(255, (work.failures[test] ?? 0) + 1);
    if (!((work.failedAt[test] ?? NaN) <= at)) work.failedAt[test] = at;
  }
}
