import { dueAt } from '@/lib/labs/due-at';
import { resolveTarget, type TargetRow } from '@/lib/labs/target';
import type { OpeningCalendar } from '@/lib/labs/working-time';
import type { Priority, Source } from '@/lib/platform/db/generated/enums';
import { newId } from '@/lib/platform/ids';
import { foldHistory, type FoldedTest } from '@/lib/specimens/fold-history';
import type { LabRules } from '@/lib/specimens/lab-rules';
import { specimenState } from '@/lib/specimens/specimen-state';
import type { OpenedCritical } from './critical-calls';
import type { GeneratedTest, Tube } from './generate-tubes';
import type { HistoryActor } from './history-actor';
import { hash32 } from './random';
import { referenceRange, type GeneratedResult } from './result-values';
import type { ScenarioAnalyte } from './scenario';
import type { CourseEvent } from './test-course';

/** What rows of a lab refer to. */
export type LabFacts = {
  labId: string;
  timeZone: string;
  rules: LabRules;
  targets: readonly TargetRow[];
  calendars: readonly OpeningCalendar[];
  /** Ids by code or name. */
  assays: ReadonlyMap<string, string>;
  analytes: ReadonlyMap<string, string>;
  devices: ReadonlyMap<string, string>;
  locations: ReadonlyMap<string, string>;
  errorCodes: ReadonlyMap<string, string>;
  rejectionReasons: ReadonlyMap<string, string>;
  limits: ReadonlyMap<string, ScenarioAnalyte>;
  technician: HistoryActor;
  /** Those who verify, in turns. */
  verifiers: readonly HistoryActor[];
};

/** Rows by column, to be written by json_populate_recordset. */
export type Row = Record<string, unknown>;
export type HistoryRows = {
  specimens: Row[];
  tests: Row[];
  transitions: Row[];
  results: Row[];
  criticals: OpenedCritical[];
};

const LIS: HistoryActor = { kind: 'key', id: null, name: 'LIS', source: 'api' };

const TO_STATE: Record<CourseEvent['action'], string> = {
  create: 'expected',
  receive: 'received',
  start: 'in_process',
  retry: 'in_process',
  fail: 'error',
  submit: 'submitted',
  verify: 'verified',
  publish: 'published',
  reject: 'rejected',
  cancel: 'cancelled',
};

function actorOf(facts: LabFacts, number: string, event: CourseEvent): HistoryActor {
  switch (event.action) {
    case 'create':
      return LIS;
    case 'receive':
    case 'reject':
      return facts.technician;
    case 'start':
    case 'retry':
    case 'fail':
    case 'submit':
      return { kind: 'key', id: null, name: event.device ?? 'LIS', source: 'instrument' };
    case 'verify':
    case 'publish':
    case 'cancel':
      return facts.verifiers[hash32(number) % facts.verifiers.length] ?? facts.technician;
  }
}

const iso = (at: number | Date) => new Date(at).toISOString();
const isoOrNull = (at: Date | null) => (at === null ? null : iso(at));

/** The rows of one tube, as if it had passed through this system step by step. */
export function historyRows(facts: LabFacts, tube: Tube): HistoryRows {
  const id = newId();
  const tests = tube.tests.map((test) => ({ ...test, id: newId() }));
  const transitions = transitionRows(facts, tube, id, tests);
  const stampedBy = new Map(facts.rules.states.map(({ key, milestone }) => [key, milestone]));
  const folded = foldHistory(
    transitions.map((row) => row.history),
    stampedBy,
  );
  const testRows = tests.map((test) => {
    const fold = folded.get(test.id);
    if (!fold) throw new Error(`${tube.number} has a test without history`);
    return testRow(facts, tube, id, test, fold);
  });
  const states = [...folded.values()].flatMap(({ state }) => state ?? []);
  const last = transitions.at(-1)?.history.occurredAt ?? new Date(0);
  const times = (action: string) =>
    transitions.filter((row) => row.history.action === action).map((row) => row.history.occurredAt);
  const rejected = tests.flatMap(
    ({ events }) => events.find((one) => one.rejectionReason) ?? [],
  )[0];
  const received = times('receive')[0] ?? null;
  const results = tests.flatMap((test) =>
    test.results.flatMap((one) => resultRow(facts, tube, test, one)),
  );
  return {
    specimens: [
      {
        id,
        lab_id: facts.labId,
        number: tube.number,
        specimen_type: tube.specimenType,
        location_id: facts.locations.get(tube.location) ?? null,
        priority: tube.priority,
        state_key: specimenState(states, facts.rules.states, 'expected'),
        collected_at: tube.collectedAt === null ? null : iso(tube.collectedAt),
        received_at: isoOrNull(received),
        rejected_at: isoOrNull(times('reject')[0] ?? null),
        rejection_reason_id: facts.rejectionReasons.get(rejected?.rejectionReason ?? '') ?? null,
        version: new Set(transitions.map((row) => row.history.occurredAt.getTime())).size,
        last_sequence: transitions.length,
        sources: {
          specimen_type: 'api',
          location: 'api',
          priority: 'api',
          ...(tube.collectedAt === null ? {} : { collected: 'api' }),
          ...(received ? { received: 'portal' } : {}),
          ...(rejected ? { rejected: 'portal', rejection_reason: 'portal' } : {}),
        },
        created_at: iso(times('create')[0] ?? last),
        updated_at: iso(last),
      },
    ],
    tests: testRows,
    transitions: transitions.map((row) => row.columns),
    results: results.map(({ row }) => row),
    criticals: results.flatMap(({ critical }) => critical ?? []),
  };
}

type Identified = GeneratedTest & { id: string };

/** What was done, in order of time over all tests of the tube; `history` is what the fold reads. */
function transitionRows(facts: LabFacts, tube: Tube, specimenId: string, tests: Identified[]) {
  const collected = tube.collectedAt === null ? null : iso(tube.collectedAt);
  return tests
    .flatMap((test) =>
      test.events.map((event, index) => ({ test, event, before: test.events[index - 1] })),
    )
    .toSorted((a, b) => a.event.at - b.event.at)
    .map(({ test, event, before }, index) => {
      // An order reaches us when its tube is drawn, or at once while that is still to come.
      const created = event.action === 'create';
      const stamps = created
        ? { ordered: iso(event.at), ...(collected ? { collected } : {}) }
        : null;
      const actor = actorOf(facts, tube.number, event);
      const history = {
        sequence: index + 1,
        testId: test.id,
        action: event.action,
        toState: TO_STATE[event.action],
        occurredAt: new Date(event.at),
        stamps,
      };
      const columns: Row = {
        id: newId(),
        lab_id: facts.labId,
        specimen_id: specimenId,
        test_id: test.id,
        sequence: history.sequence,
        action: event.action,
        from_state: before ? TO_STATE[before.action] : null,
        to_state: history.toState,
        occurred_at: iso(event.at),
        recorded_at: created && collected ? collected : iso(event.at),
        implied: false,
        stamps,
        device_id: facts.devices.get(event.device ?? '') ?? null,
        operator: event.operator ?? null,
        error_code_id: facts.errorCodes.get(event.errorCode ?? '') ?? null,
        rejection_reason_id: facts.rejectionReasons.get(event.rejectionReason ?? '') ?? null,
        reason: event.reason ?? null,
        source: actor.source,
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        request_id: 'demo',
      };
      return { history, columns };
    });
}

function testRow(
  facts: LabFacts,
  tube: Tube,
  specimenId: string,
  test: Identified,
  fold: FoldedTest,
): Row {
  const { milestones, state } = fold;
  const assayId = facts.assays.get(test.assay.code) ?? '';
  const last = test.events.at(-1);
  const on = test.events.findLast((event) => event.device !== undefined);
  const failed = state === 'error' || state === 'cancelled';
  const failure = failed
    ? test.events.findLast((event) => event.errorCode !== undefined)
    : undefined;
  return {
    id: test.id,
    lab_id: facts.labId,
    specimen_id: specimenId,
    assay_id: assayId,
    run: 1,
    priority: tube.priority,
    state_key: state,
    device_id: facts.devices.get(on?.device ?? '') ?? null,
    operator: on?.operator ?? null,
    error_code_id: facts.errorCodes.get(failure?.errorCode ?? '') ?? null,
    rejection_reason_id: facts.rejectionReasons.get(last?.rejectionReason ?? '') ?? null,
    ordered_at: isoOrNull(milestones.ordered),
    received_at: isoOrNull(milestones.received),
    started_at: isoOrNull(milestones.started),
    resulted_at: isoOrNull(milestones.resulted),
    verified_at: isoOrNull(milestones.verified),
    released_at: isoOrNull(milestones.released),
    rejected_at: isoOrNull(milestones.rejected),
    failed_at: isoOrNull(fold.failedAt),
    due_at: isoOrNull(dueOf(facts, tube, assayId, milestones[facts.rules.headline.start])),
    sources: sourcesOf(facts, tube, test),
    created_at: iso(test.events[0]?.at ?? 0),
    updated_at: iso(last?.at ?? 0),
  };
}

function dueOf(facts: LabFacts, tube: Tube, assayId: string, start: Date | null): Date | null {
  if (start === null) return null;
  const priority: Priority = tube.priority;
  const target = resolveTarget(facts.targets, {
    assayId,
    priority,
    locationId: facts.locations.get(tube.location) ?? null,
    segment: facts.rules.headline.name,
    at: start.getTime(),
  });
  return dueAt(target, start.getTime(), facts.calendars, facts.timeZone);
}

/** Who gave each field last. */
function sourcesOf(facts: LabFacts, tube: Tube, test: Identified): Record<string, Source> {
  const given: Record<string, Source> = { priority: 'api', ordered: 'api' };
  for (const event of test.events) {
    const { source } = actorOf(facts, tube.number, event);
    const state = facts.rules.states.find(({ key }) => key === TO_STATE[event.action]);
    given.state = source;
    if (state?.milestone) given[state.milestone] = source;
    if (event.device) given.device = source;
    if (event.operator) given.operator = source;
    if (event.errorCode) given.error_code = source;
  }
  return given;
}

type WithCritical = { row: Row; critical: OpenedCritical | null };

/** A result, and the critical that opened with it. */
function resultRow(
  facts: LabFacts,
  tube: Tube,
  test: Identified,
  result: GeneratedResult,
): WithCritical[] {
  const submitted = test.events.findLast((event) => event.action === 'submit');
  const analyteId = facts.analytes.get(result.analyte);
  const limits = facts.limits.get(result.analyte);
  if (!submitted || !analyteId || !limits) return [];
  const { value, unit } = result;
  const critical = result.critical
    ? {
        id: newId(),
        testId: test.id,
        analyteId,
        key: `${tube.number}/${test.assay.code}/${result.analyte}`,
        availableAt: submitted.at,
        location: tube.location,
        value,
        unit,
      }
    : null;
  const number = Number(value);
  const row = {
    id: newId(),
    lab_id: facts.labId,
    test_id: test.id,
    analyte_id: analyteId,
    value,
    numeric_value: Number.isFinite(number) ? value : null,
    unit,
    reference_range: referenceRange(limits),
    flags: result.flags,
    critical: result.critical,
    critical_basis: critical === null ? null : Number.isFinite(number) ? 'limit' : 'code',
    critical_id: critical?.id ?? null,
    status: 'final',
    observed_at: iso(submitted.at),
    available_at: iso(submitted.at),
    source: 'instrument',
    actor_kind: 'key',
    actor_name: submitted.device ?? 'LIS',
  };
  return [{ row, critical }];
}
