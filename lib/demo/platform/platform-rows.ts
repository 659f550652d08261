import { newId } from '@/lib/platform/ids';
import type { HistoryActor } from '../history-actor';
import type { Row } from '../history-rows';
import type { HistoryEntry, SlotPlace, Traced } from './container-history';
import type { GeneratedPlatform, RefusedMove } from './generate-platform';
import type { PlatformScenario, ScenarioProcess } from './platform-scenario';
import type { Run } from './generate-runs';
import { planOf, wordsOf } from './run-steps';
import type { TakenStep } from './schedule-run';

export type PlatformFacts = {
  labId: string;
  platform: PlatformScenario;
  /** Ids by name. */
  devices: ReadonlyMap<string, string>;
  technician: HistoryActor;
  /** ms since 1970. */
  end: number;
};

/** Rows by column, by table. */
export type PlatformRows = Record<
  | 'containers'
  | 'container_moves'
  | 'occupancies'
  | 'container_contents'
  | 'placement_conflicts'
  | 'processes'
  | 'experiments'
  | 'steps',
  Row[]
>;

const ORCHESTRATOR: HistoryActor = {
  kind: 'key',
  id: null,
  name: 'Orchestrator',
  source: 'api',
};
const DAY = 86_400_000;

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));
const actorColumns = ({ kind, id, name }: HistoryActor): Row => ({
  actor_kind: kind,
  actor_id: id,
  actor_name: name,
});

/** What a generated platform is in the tables of a lab. */
export function platformRows(facts: PlatformFacts, generated: GeneratedPlatform): PlatformRows {
  const rows: PlatformRows = {
    containers: [],
    container_moves: [],
    occupancies: [],
    container_contents: [],
    placement_conflicts: [],
    processes: [],
    experiments: [],
    steps: [],
  };
  const containers = new Map(
    generated.containers.map((traced) => [traced, addContainer(facts, rows, traced)]),
  );
  const processes = addProcesses(facts, rows);
  for (const { run, plates } of generated.runs) {
    const processId = processes.get(run.process)?.[run.version];
    if (processId === undefined) throw new Error(`${run.process.name} has no such version`);
    const added = plates.map((plate) => plate && containers.get(plate));
    addRun(facts, rows, { run, processId, plates: added });
  }
  if (generated.refused) addConflict(facts, rows, generated.refused, containers);
  return rows;
}

type Added = { id: string; traced: Traced; moves: ReadonlyMap<HistoryEntry, string> };

function deviceId({ devices }: PlatformFacts, name: string): string {
  const id = devices.get(name);
  if (id === undefined) throw new Error(`The lab has no device ${name}`);
  return id;
}

function placeColumns(facts: PlatformFacts, prefix: string, place: SlotPlace | null): Row {
  return {
    [`${prefix}_device_id`]: place && deviceId(facts, place.device),
    [`${prefix}_slot`]: place && place.slot,
  };
}

function addContainer(facts: PlatformFacts, rows: PlatformRows, traced: Traced): Added {
  const id = newId();
  const { labId, platform } = facts;
  const { journey, history, standing } = traced;
  const first = history[0];
  if (!first?.to) throw new Error(`${journey.name} came from nowhere`);
  const keys = { lab_id: labId, container_id: id };
  const lidOff = standing.some(({ thing }) => thing === 'lid');
  rows.containers.push({
    id,
    lab_id: labId,
    barcode: journey.barcode,
    name: journey.name,
    labware_uuid: platform.labware[journey.labware] ?? null,
    lidded: journey.lidded && !lidOff,
    filled: journey.filled || journey.filledAt !== null,
    ...placeColumns(facts, 'start', first.to),
    removed_at: isoOrNull(journey.removedAt),
    created_at: iso(first.at),
  });
  const moves = new Map(history.map((entry) => [entry, newId()]));
  for (const [entry, moveId] of moves) {
    const actor = entry.action === 'correct' ? facts.technician : ORCHESTRATOR;
    rows.container_moves.push({
      id: moveId,
      ...keys,
      sequence: entry.sequence,
      action: entry.action,
      thing: entry.thing,
      ...placeColumns(facts, 'from', entry.from),
      ...placeColumns(facts, 'to', entry.to),
      changes: entry.changes,
      at: iso(entry.at),
      reason: entry.reason,
      source: actor.source,
      ...actorColumns(actor),
      request_id: 'demo',
    });
  }
  for (const { thing, place, sequence } of standing) {
    const { device, slot } = place;
    rows.occupancies.push({ ...keys, device_id: deviceId(facts, device), slot, thing, sequence });
  }
  for (const { well, specimenId, from } of journey.contents) {
    rows.container_contents.push({
      id: newId(),
      ...keys,
      well,
      specimen_id: specimenId,
      from: iso(from),
    });
  }
  return { id, traced, moves };
}

/** Ids of the versions of each process. */
function addProcesses(facts: PlatformFacts, rows: PlatformRows): Map<ScenarioProcess, string[]> {
  return new Map(
    facts.platform.processes.map((process) => [
      process,
      process.versions.map(({ sinceDays, source }, index) => {
        const id = newId();
        rows.processes.push({
          id,
          lab_id: facts.labId,
          name: process.name,
          version: index + 1,
          source,
          created_at: iso(facts.end - sinceDays * DAY),
          ...actorColumns(ORCHESTRATOR),
        });
        return id;
      }),
    ]),
  );
}

function addRun(
  facts: PlatformFacts,
  rows: PlatformRows,
  {
    run,
    processId,
    plates,
  }: { run: Run; processId: string; plates: readonly (Added | undefined)[] },
): void {
  const { labId, end, platform } = facts;
  const id = newId();
  rows.experiments.push({
    id,
    lab_id: labId,
    process_id: processId,
    plan: run.planned ? planOf(run, platform.arm) : null,
    created_at: iso(run.createdAt),
    finished_at: isoOrNull(run.finishedAt),
    ...actorColumns(ORCHESTRATOR),
  });
  const open = new Set<number>();
  for (const taken of run.steps) {
    if (taken.start > end) continue;
    const lidded = !open.has(taken.plate);
    rows.steps.push(stepRow(facts, run, taken, { id, plate: plates[taken.plate], lidded }));
    if (taken.step.kind === 'unlid') open.add(taken.plate);
    if (taken.step.kind === 'lid') open.delete(taken.plate);
  }
}

function stepRow(
  facts: PlatformFacts,
  run: Run,
  taken: TakenStep,
  { id, plate, lidded }: { id: string; plate: Added | undefined; lidded: boolean },
): Row {
  const { kind, name, device, data, ends } = wordsOf(run, facts.platform.arm, taken);
  const { start, finish, failed } = taken;
  const done = finish <= facts.end;
  const move = ends && done ? moveAt(plate, finish) : undefined;
  const places = ends && placesOf(plate, start, ends, move?.[0]);
  const moving = kind === 'MOVE';
  return {
    id: newId(),
    lab_id: facts.labId,
    kind,
    name,
    device_id: deviceId(facts, device),
    container_id: plate?.id ?? null,
    experiment_id: id,
    started_at: iso(start),
    finished_at: done ? iso(finish) : null,
    status: done ? (failed ? 'error' : 'finished') : 'running',
    simulated: run.simulated,
    data,
    ...placeColumns(facts, 'origin', places?.from ?? null),
    ...placeColumns(facts, 'target', places?.to ?? null),
    lidded_before: moving ? lidded : null,
    lidded_after: moving ? lidded : null,
    barcode_read: moving ? false : null,
    move_id: move?.[1] ?? null,
    created_at: iso(start),
    ...actorColumns(ORCHESTRATOR),
  };
}

function moveAt(plate: Added | undefined, at: number): [HistoryEntry, string] | undefined {
  return [...(plate?.moves ?? [])].find(([entry]) => entry.action === 'move' && entry.at === at);
}

/** The positions of a move: as it was done; of one under way, where it stands; else the first. */
function placesOf(
  plate: Added | undefined,
  start: number,
  ends: { from: string; to: string },
  done: HistoryEntry | undefined,
): { from: SlotPlace; to: SlotPlace } {
  const stands = plate?.traced.history.findLast(
    ({ thing, at, to }) => thing === 'container' && to !== null && at <= start,
  )?.to;
  return {
    from: done?.from ?? stands ?? { device: ends.from, slot: 0 },
    to: done?.to ?? { device: ends.to, slot: 0 },
  };
}

function addConflict(
  facts: PlatformFacts,
  rows: PlatformRows,
  { container, occupant, from, to, at, lastAt }: RefusedMove,
  containers: ReadonlyMap<Traced, Added>,
): void {
  rows.placement_conflicts.push({
    id: newId(),
    lab_id: facts.labId,
    kind: 'TARGET_TAKEN',
    container_id: containers.get(container)?.id ?? null,
    occupant_id: containers.get(occupant)?.id ?? null,
    ...placeColumns(facts, 'from', from),
    ...placeColumns(facts, 'to', to),
    times: 2,
    at: iso(at),
    last_at: iso(lastAt),
    ...actorColumns(ORCHESTRATOR),
    request_id: 'demo',
  });
}
