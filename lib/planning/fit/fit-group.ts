import type { DemandStream, MachineGroup, Service } from '../model';
import { batchStarts } from './batch-starts';
import { fitDemand, type FittedDemand } from './fit-demand';
import {
  fitFinishing,
  fitPreparation,
  fitRedo,
  leastOf,
  readyAtOnce,
  unhinderedRows,
  waitsOf,
  type DurationFit,
  type HandlingFit,
  type Ready,
} from './fit-handling';
import { fitHours, type FittedHours } from './fit-hours';
import { fitService, type ServiceFit } from './fit-service';
import type { WorkGroup } from './group-work';
import { observedOf, type Observed } from './observed';
import type { Steps } from './steps';
import type { WeekClock } from './week-clock';
import { HOUR_MS, MINUTE_MS, PRIORITY_CODES, type Work } from './work';

/** From fewer tests a priority is handled as its group is. */
const LEAST_OF_PRIORITY = 20;
/** The model's most. */
const MOST_MACHINES = 500;
const MOST_FAILURES = 0.9;

export type StopsFit = {
  stops: MachineGroup['stops'];
  /** Stops that began, and how many machines said what state they were in. */
  count: number;
  machines: number;
};

export type GroupFit = {
  group: WorkGroup;
  machineNames: string[];
  demand: FittedDemand;
  /** Null where too few tests have both times: the manager says how its machines work. */
  fit: ServiceFit | null;
  service: Service | null;
  preparation: HandlingFit;
  finishing: DurationFit;
  failures: { attempts: number; failed: number; rate: number; redo: DurationFit };
  stops: StopsFit;
  hours: FittedHours;
  observed: Observed;
};

function fitStops(work: Work, machines: readonly number[]): StopsFit {
  let [upMs, began, repairs, repairMs, spoke] = [0, 0, 0, 0, 0];
  for (const machine of machines) {
    const states = work.machines[machine]?.states;
    if (!states) continue;
    spoke += 1;
    upMs += states.upMs;
    began += states.stops;
    repairs += states.repairs;
    repairMs += states.repairMs;
  }
  if (began === 0 || repairs === 0 || repairMs <= 0) {
    return { stops: null, count: began, machines: spoke };
  }
  const hours = Math.min(100_000, Math.max(0.01, upMs / began / HOUR_MS));
  const minutes = Math.min(100_000, Math.max(0.001, repairMs / repairs / MINUTE_MS));
  return {
    stops: { mean_hours_between: hours, mean_minutes: minutes },
    count: began,
    machines: spoke,
  };
}

function fitFailures(work: Work, { machines, rows }: WorkGroup, medianMinutes: number) {
  const of = (counts: Int32Array) =>
    machines.reduce((sum, machine) => sum + (counts[machine] ?? 0), 0);
  const [attempts, failed] = [of(work.attempts), of(work.failed)];
  const rate = attempts === 0 ? 0 : Math.min(MOST_FAILURES, failed / attempts);
  return { attempts, failed, rate, redo: fitRedo(work, rows, medianMinutes) };
}

/** Gives each class of a priority that has enough tests of its own the times of that priority. */
function* withPriorities(
  work: Work,
  stream: DemandStream,
  group: WorkGroup,
  free: Ready,
  preparation: HandlingFit,
): Steps<DemandStream> {
  const handled: Partial<DemandStream['classes'][number]>[] = [];
  for (const priority of PRIORITY_CODES.keys()) {
    yield;
    const isOwn = (row: number) => work.priority[row] === priority;
    const own = free.ms.filter((_ms, place) => isOwn(free.rows[place] ?? -1));
    const ready = fitPreparation(new Float64Array(), { ms: own });
    const finishing = fitFinishing(work, group.rows.filter(isOwn));
    handled.push({
      ...(preparation.how === 'free_machine' && own.length >= LEAST_OF_PRIORITY
        ? { preparation: ready.distribution }
        : {}),
      ...(finishing.n >= LEAST_OF_PRIORITY ? { finishing: finishing.distribution } : {}),
    });
  }
  return {
    ...stream,
    classes: stream.classes.map((one) => ({
      ...one,
      ...handled[PRIORITY_CODES.indexOf(one.priority)],
    })),
  };
}

/** How its machines work, when their runs start too; and the tests that no machine held up. */
function* startsOf(
  work: Work,
  {
    fit,
    waits,
    demand,
    hours,
  }: { fit: ServiceFit | null; waits: Float64Array; demand: FittedDemand; hours: FittedHours },
  clock: WeekClock,
): Steps<{ service: Service | null; free: Ready }> {
  const none: Ready = { rows: new Int32Array(), ms: new Float64Array() };
  if (fit === null) return { service: null, free: none };
  const { service } = fit;
  if (service.kind !== 'batch') {
    const rows = yield* unhinderedRows(work, fit, hours.open, clock);
    return { service, free: readyAtOnce(work, rows) };
  }
  const { afterMinutes, ready } = yield* batchStarts(
    work,
    fit,
    {
      capacity: service.capacity,
      preparationMinutes: waits.length === 0 ? 0 : leastOf(waits),
      perHour: demand.testsPerHour,
    },
    clock,
  );
  return { service: { ...service, start_after_minutes: afterMinutes }, free: ready ?? none };
}

/** Fits everything of one group from its work in the period. */
export function* fitGroup(work: Work, group: WorkGroup, clock: WeekClock): Steps<GroupFit> {
  const fit = yield* fitService(work, group);
  yield;
  const hours = yield* fitHours(work, group, clock);
  yield;
  const waits = waitsOf(work, group.rows);
  yield;
  const demand = fitDemand(work, group, clock);
  yield;
  const { service, free } = yield* startsOf(work, { fit, waits, demand, hours }, clock);
  yield;
  const preparation = fitPreparation(waits, free);
  const stream = yield* withPriorities(work, demand.stream, group, free, preparation);
  yield;
  return {
    group,
    machineNames: group.machines.map((machine) => work.machines[machine]?.name ?? ''),
    demand: { ...demand, stream },
    fit,
    service,
    preparation,
    finishing: fitFinishing(work, group.rows),
    failures: fitFailures(work, group, fit?.spread.median ?? 0),
    stops: fitStops(work, group.machines),
    hours,
    observed: observedOf(work, { group, fit, waits, open: hours.open }, clock),
  };
}

/** The group as the model has it; null while nobody said how its machines work. */
export function modelGroup(fitted: GroupFit): MachineGroup | null {
  const { group, service, preparation, finishing, failures, stops, hours } = fitted;
  if (service === null || group.machines.length === 0) return null;
  return {
    name: group.name,
    machines: Math.min(MOST_MACHINES, group.machines.length),
    service,
    preparation: preparation.distribution,
    finishing: finishing.distribution,
    failures: { rate: failures.rate, redo: failures.redo.distribution },
    stops: stops.stops,
    hours: hours.hours,
  };
}
