import { specimenState, type StateRule } from '@/lib/specimens/specimen-state';
import { ROW_TIMES, type RowTime } from './import-row';
import { isoTime } from './iso-time';
import type { KnownColumn } from './known-columns';
import type { ColumnFault, ResolvedRow } from './resolve-row';
import type { Sources, SpecimenModel, TestModel, TransitionModel } from './specimen-model';
import { stateMove } from './state-move';
import type { Priority } from './status-words';

export type DueQuestion = {
  assayId: string;
  priority: Priority;
  locationId: string | null;
  times: TestModel['times'];
  collected: number | null;
};

export type MergeRules = {
  states: ReadonlyMap<string, StateRule>;
  overwrite: boolean;
  /** Whether an earlier row of this file was taken for this specimen, or this test of it. */
  seen: (specimen: string, assay: string | null) => boolean;
  /** Tests in which the importing person had a hand here, and which somebody else has to verify. */
  ownHand: ReadonlySet<string>;
  /** The rank of the first state that takes four eyes; null where none does. */
  fourEyesFrom: number | null;
  /** ms since 1970, or null without a target or a start. */
  dueAt: (question: DueQuestion) => number | null;
  newId: () => string;
  now: number;
};

export type Merged =
  | { outcome: 'created' | 'updated'; specimen: SpecimenModel; transition: TransitionModel }
  | { outcome: 'unchanged'; specimen: SpecimenModel }
  | { outcome: 'rejected'; faults: ColumnFault[] };

const COLUMN_OF_TIME: Readonly<Record<RowTime, KnownColumn>> = {
  ordered: 'ordered_at',
  collected: 'collected_at',
  received: 'received_at',
  started: 'started_at',
  resulted: 'resulted_at',
  verified: 'verified_at',
  released: 'processed_at',
  rejected: 'rejected_at',
  failed: 'processed_at',
};
const TEST_TIMES = ROW_TIMES.filter((moment) => moment !== 'collected' && moment !== 'received');
const URGENCY: Readonly<Record<Priority, number>> = { STAT: 0, URGENT: 1, ROUTINE: 2 };

/** Compares a row's values with what is there, and keeps the sets until nothing is refused. */
class Offers {
  readonly faults: ColumnFault[] = [];
  readonly sets: (() => void)[] = [];
  readonly names: string[] = [];
  readonly stamps: Record<string, string> = {};

  constructor(readonly overwrite: boolean) {}

  /** Whether `given` takes the place of `present`. */
  takes<T extends string | number>(
    what: { field: string; column: KnownColumn; sources: Sources; seen: boolean },
    present: T | null,
    given: T | null,
    show: (value: T) => string = String,
  ): given is T {
    if (given === null || given === present) return false;
    const source = what.sources[what.field];
    if (present === null || source === 'default') return true;
    if (source === 'import' && !what.seen) return true;
    const { column } = what;
    if (source === 'import') {
      const reason = `differs from an earlier row of this file, which says ${show(present)}`;
      this.faults.push({ column, value: show(given), reason });
      return false;
    }
    if (this.overwrite) return true;
    const reason = `differs from ${show(present)}, which was given by ${source ?? 'a person'}; a manager may import with overwrite`;
    this.faults.push({ column, value: show(given), reason });
    return false;
  }

  set(name: string, sources: Sources, write: () => void): void {
    this.names.push(name);
    this.sets.push(() => {
      write();
      sources[name] = 'import';
    });
  }
}

/** Ids say nothing to a reader of faults. */
const anotherOne = () => 'another one';

function offerToSpecimen(offers: Offers, specimen: SpecimenModel, row: ResolvedRow, seen: boolean) {
  const { sources } = specimen;
  const collected = row.times.collected;
  const what = (field: string, column: KnownColumn) => ({ field, column, sources, seen });
  if (offers.takes(what('collected', 'collected_at'), specimen.collected, collected, isoTime)) {
    offers.stamps.collected = isoTime(collected);
    offers.set('collected', sources, () => (specimen.collected = collected));
  }
  const { locationId, specimenType } = row;
  if (offers.takes(what('location', 'location'), specimen.locationId, locationId, anotherOne)) {
    offers.set('location', sources, () => (specimen.locationId = locationId));
  }
  if (offers.takes(what('specimen_type', 'specimen_type'), specimen.specimenType, specimenType)) {
    offers.set('specimen_type', sources, () => (specimen.specimenType = specimenType));
  }
}

/** The tube's receipt is the first of its tests'; a test's is never before it was ordered. */
function offerReceipt(
  offers: Offers,
  specimen: SpecimenModel,
  test: TestModel,
  row: ResolvedRow,
  seen: boolean,
) {
  const given = row.times.received ?? (row.state === 'expected' ? null : specimen.received);
  if (given === null) return;
  const ordered = row.times.ordered ?? test.times.ordered;
  const effective = ordered !== null && ordered > given ? ordered : given;
  const before = test.times.received;
  const what = { field: 'received', column: 'received_at', sources: test.sources, seen } as const;
  if (row.times.received === null && before !== null) return;
  if (!offers.takes(what, before, effective, isoTime)) return;
  const tube = specimen.received;
  const owner = specimen.sources.received;
  if (row.times.received !== null && tube !== null && tube !== given && owner !== 'import') {
    const tubeWhat = { ...what, sources: specimen.sources, seen: false };
    if (given < tube && !offers.takes(tubeWhat, tube, given, isoTime)) return;
  }
  offers.stamps.received = isoTime(effective);
  offers.set('received', test.sources, () => {
    const others = specimen.tests.flatMap((other) =>
      other === test || other.times.received === null ? [] : [other.times.received],
    );
    test.times.received = effective;
    if (tube === null) specimen.received = given;
    else if (owner === 'import' && tube === before) specimen.received = Math.min(given, ...others);
    else if (given < tube) specimen.received = given;
    if (specimen.received !== tube) specimen.sources.received = 'import';
  });
}

function offerToTest(
  offers: Offers,
  specimen: SpecimenModel,
  test: TestModel,
  row: ResolvedRow,
  seen: boolean,
) {
  const { sources } = test;
  const what = (field: string, column: KnownColumn) => ({ field, column, sources, seen });
  for (const moment of TEST_TIMES) {
    const given = row.times[moment];
    if (!offers.takes(what(moment, COLUMN_OF_TIME[moment]), test.times[moment], given, isoTime))
      continue;
    offers.stamps[moment] = isoTime(given);
    offers.set(moment, sources, () => (test.times[moment] = given));
  }
  offerReceipt(offers, specimen, test, row, seen);
  const { priority, deviceId, operator, errorCodeId, rejectionReasonId } = row;
  if (offers.takes(what('priority', 'priority'), test.priority, priority)) {
    offers.set('priority', sources, () => (test.priority = priority));
  }
  if (offers.takes(what('device', 'machine_id'), test.deviceId, deviceId, anotherOne)) {
    offers.set('device', sources, () => (test.deviceId = deviceId));
  }
  if (offers.takes(what('operator', 'operator_id'), test.operator, operator)) {
    offers.set('operator', sources, () => (test.operator = operator));
  }
  if (offers.takes(what('error_code', 'error_code'), test.errorCodeId, errorCodeId, anotherOne)) {
    offers.set('error_code', sources, () => (test.errorCodeId = errorCodeId));
  }
  const reason = what('rejection_reason', 'rejection_reason');
  if (offers.takes(reason, test.rejectionReasonId, rejectionReasonId, anotherOne)) {
    offers.set('rejection_reason', sources, () => (test.rejectionReasonId = rejectionReasonId));
  }
  offerResult(offers, test, row, seen);
}

function offerResult(offers: Offers, test: TestModel, row: ResolvedRow, seen: boolean) {
  const { result: value, analyteId, resultUnit: unit } = row;
  if (value === null || analyteId === null) return;
  const present = test.result;
  const what = {
    field: 'result',
    column: 'result',
    sources: { result: present?.source ?? 'import' },
    seen,
  } as const;
  if (!offers.takes(what, present?.value ?? null, value)) return;
  offers.set('result', test.sources, () => {
    const replaces = present?.replaces ?? null;
    test.result = { analyteId, value, unit, source: 'import', changed: true, replaces };
  });
}

/** When what the row tells of happened: the moment of its state, else its last known moment. */
function occurredAt(test: TestModel, state: string, now: number): number {
  const { times } = test;
  const moment =
    state === 'error' ? times.failed : state === 'rejected' ? times.rejected : times.released;
  if (moment !== null) return moment;
  const order = [times.verified, times.resulted, times.started, times.received, times.ordered];
  return order.find((time) => time !== null) ?? now;
}

function newSpecimen(row: ResolvedRow, rules: MergeRules): SpecimenModel {
  return {
    id: rules.newId(),
    number: row.specimen,
    specimenType: null,
    locationId: null,
    priority: 'ROUTINE',
    state: row.state,
    collected: null,
    received: null,
    rejected: null,
    rejectionReasonId: null,
    voided: false,
    lastSequence: 0,
    sources: { priority: 'default' },
    tests: [],
    isNew: true,
    changed: true,
  };
}

function newTest(row: ResolvedRow, rules: MergeRules): TestModel {
  return {
    id: rules.newId(),
    assayId: row.assayId,
    run: 1,
    state: row.state,
    priority: 'ROUTINE',
    deviceId: null,
    operator: null,
    errorCodeId: null,
    rejectionReasonId: null,
    times: {
      ordered: null,
      collected: null,
      received: null,
      started: null,
      resulted: null,
      verified: null,
      released: null,
      rejected: null,
      failed: null,
    },
    dueAt: null,
    sources: { priority: 'default' },
    result: null,
    isNew: true,
    changed: true,
  };
}

/** What a specimen shows of its tests: state, priority, and a rejection once all are rejected. */
function settle(specimen: SpecimenModel, rules: MergeRules): void {
  const [only, another] = specimen.tests;
  if (only && !another) specimen.state = only.state;
  else {
    const states = specimen.tests.map((test) => test.state);
    specimen.state = specimenState(states, [...rules.states.values()], specimen.state);
  }
  if (specimen.sources.priority === 'import' || specimen.sources.priority === 'default') {
    if (specimen.tests.some((test) => test.sources.priority === 'import')) {
      specimen.sources.priority = 'import';
    }
    specimen.priority = specimen.tests.reduce<Priority>(
      (most, { priority }) => (URGENCY[priority] < URGENCY[most] ? priority : most),
      'ROUTINE',
    );
  }
  const { sources } = specimen;
  if (sources.rejected !== undefined && sources.rejected !== 'import') return;
  if (specimen.state === 'rejected') {
    const rejected = specimen.tests.filter((test) => test.state === 'rejected');
    const times = rejected.flatMap(({ times: { rejected: time } }) =>
      time === null ? [] : [time],
    );
    specimen.rejected = times.length === 0 ? null : Math.min(...times);
    const reason = rejected.find((test) => test.rejectionReasonId !== null);
    specimen.rejectionReasonId = reason?.rejectionReasonId ?? null;
    sources.rejected = 'import';
  } else if (sources.rejected === 'import') {
    specimen.rejected = null;
    specimen.rejectionReasonId = null;
    delete sources.rejected;
  }
}

function latestRun(specimen: SpecimenModel, assayId: string): TestModel | undefined {
  let latest: TestModel | undefined;
  for (const test of specimen.tests) {
    if (test.assayId === assayId && (latest === undefined || test.run > latest.run)) latest = test;
  }
  return latest;
}

/** Whether all that is known of a test came by files. */
function isOfFiles({ sources }: TestModel): boolean {
  return Object.values(sources).every((source) => source === 'import' || source === 'default');
}

/**
 * What a row's state does to a known test. A file is no way around what people have to do here:
 * whoever submitted a test or entered its results does not verify it, and what was worked on here
 * is invalidated by a signature.
 */
function moveOf(test: TestModel, to: string, rules: MergeRules): ReturnType<typeof stateMove> {
  const move = stateMove(test.state, to, rules.states);
  const [before, after] = [rules.states.get(test.state), rules.states.get(to)];
  if (move !== 'move' || !before || !after) return move;
  if (to === 'invalidated' && !isOfFiles(test)) {
    return { refused: 'is invalidated, which takes a reason and a signature: do it in the portal' };
  }
  const { fourEyesFrom: from, ownHand } = rules;
  const verifies = from !== null && after.kind !== 'void' && after.rank >= from;
  if (verifies && before.rank < from && ownHand.has(test.id)) {
    return {
      refused: `is ${to}, but you submitted this test or entered its results; somebody else has to verify it`,
    };
  }
  return move;
}

/**
 * Applies one row to its specimen: it fills what is empty, corrects what an import gave, moves the
 * state forward only, and is refused where it differs from a person's value or from an earlier row
 * of the same file. A refused row changes nothing.
 */
export function mergeRow(
  present: SpecimenModel | undefined,
  row: ResolvedRow,
  rules: MergeRules,
): Merged {
  if (present?.voided) {
    const reason = 'was voided; a voided specimen takes no rows';
    const fault: ColumnFault = { column: 'specimen_id', value: row.specimen, reason };
    return { outcome: 'rejected', faults: [fault] };
  }
  const specimen = present ?? newSpecimen(row, rules);
  const known = latestRun(specimen, row.assayId);
  const test = known ?? newTest(row, rules);
  const offers = new Offers(rules.overwrite);
  offerToSpecimen(offers, specimen, row, rules.seen(row.specimen, null));
  offerToTest(
    offers,
    specimen,
    test,
    row,
    known !== undefined && rules.seen(row.specimen, row.assay),
  );
  const move = known ? moveOf(test, row.state, rules) : 'move';
  if (typeof move === 'object') {
    offers.faults.push({ column: 'status', value: row.state, reason: move.refused });
  }
  if (offers.faults.length > 0) return { outcome: 'rejected', faults: offers.faults };
  if (known && offers.sets.length === 0 && move === 'stay')
    return { outcome: 'unchanged', specimen };
  return apply(specimen, test, row, offers, move === 'move', rules);
}

function apply(
  specimen: SpecimenModel,
  test: TestModel,
  row: ResolvedRow,
  offers: Offers,
  moves: boolean,
  rules: MergeRules,
): Merged {
  const isKnown = specimen.tests.includes(test);
  const fromState = isKnown ? test.state : null;
  const [receivedBefore, priorityBefore] = [test.times.received, test.priority];
  for (const set of offers.sets) set();
  if (moves) {
    test.state = row.state;
    test.sources.state = 'import';
  }
  if (!isKnown) specimen.tests.push(test);
  if (
    !isKnown ||
    test.dueAt === null ||
    receivedBefore !== test.times.received ||
    priorityBefore !== test.priority
  ) {
    const { assayId, priority, times } = test;
    const { locationId, collected } = specimen;
    test.dueAt = rules.dueAt({ assayId, priority, locationId, times, collected });
  }
  settle(specimen, rules);
  specimen.changed = true;
  test.changed = true;
  specimen.lastSequence += 1;
  const transition: TransitionModel = {
    specimen,
    test,
    sequence: specimen.lastSequence,
    fromState,
    toState: test.state,
    occurredAt: occurredAt(test, test.state, rules.now),
    stamps: offers.stamps,
    comment: isKnown && offers.names.length > 0 ? `Set: ${offers.names.join(', ')}` : null,
    deviceId: test.deviceId,
    operator: test.operator,
    errorCodeId: test.errorCodeId,
    rejectionReasonId: test.rejectionReasonId,
  };
  return { outcome: isKnown ? 'updated' : 'created', specimen, transition };
}
