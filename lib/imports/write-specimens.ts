import type { PoolClient } from 'pg';
import type { CriticalBasis } from '@/lib/results/judge-result';
import { CopyText, type Cell } from './copy-text';
import { isoTime } from './iso-time';
import type { SpecimenModel, TestModel, TransitionModel } from './specimen-model';

/** In whose name an import writes. */
export type Writer = {
  labId: string;
  importId: string;
  requestId: string;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  now: number;
  newId: () => string;
  /** The number in a value, and whether it is critical by its analyte. */
  judge: (
    analyteId: string,
    value: string,
    unit: string | null,
  ) => { numericValue: number | null; critical: boolean; basis: CriticalBasis | null };
};

const time = (ms: number | null) => (ms === null ? null : isoTime(ms));

/** Rows of millions share few sets of sources. */
const sourceTexts = new Map<string, string>();
function sourcesText(sources: Record<string, string>): string {
  let key = '';
  for (const field in sources) key += `${field}=${sources[field] ?? ''};`;
  let text = sourceTexts.get(key);
  if (text === undefined) {
    const known = Object.entries(sources).filter(([, source]) => source !== 'default');
    text = JSON.stringify(Object.fromEntries(known));
    if (sourceTexts.size > 5_000) sourceTexts.clear();
    sourceTexts.set(key, text);
  }
  return text;
}

const SPECIMENS = `specimens (id, lab_id, number, specimen_type, location_id, priority, state_key,
  collected_at, received_at, rejected_at, rejection_reason_id, last_sequence, sources)`;

function newSpecimenRow(specimen: SpecimenModel, labId: string): Cell[] {
  return [
    specimen.id,
    labId,
    specimen.number,
    specimen.specimenType,
    specimen.locationId,
    specimen.priority,
    specimen.state,
    time(specimen.collected),
    time(specimen.received),
    time(specimen.rejected),
    specimen.rejectionReasonId,
    specimen.lastSequence,
    sourcesText(specimen.sources),
  ];
}

const TESTS = `ordered_tests (id, lab_id, specimen_id, assay_id, run, priority, state_key, device_id,
  operator, error_code_id, rejection_reason_id, location_id, specimen_type, collected_at, ordered_at,
  received_at, started_at, resulted_at, verified_at, released_at, rejected_at, failed_at, due_at,
  sources)`;

function newTestRow(test: TestModel, specimen: SpecimenModel, labId: string): Cell[] {
  const { times } = test;
  return [
    test.id,
    labId,
    specimen.id,
    test.assayId,
    test.run,
    test.priority,
    test.state,
    test.deviceId,
    test.operator,
    test.errorCodeId,
    test.rejectionReasonId,
    specimen.locationId,
    specimen.specimenType,
    time(specimen.collected),
    time(times.ordered),
    time(times.received),
    time(times.started),
    time(times.resulted),
    time(times.verified),
    time(times.released),
    time(times.rejected),
    time(times.failed),
    time(test.dueAt),
    sourcesText(test.sources),
  ];
}

const TRANSITIONS = `test_transitions (id, lab_id, specimen_id, test_id, sequence, action, from_state,
  to_state, occurred_at, recorded_at, stamps, device_id, operator, error_code_id,
  rejection_reason_id, comment, source, actor_kind, actor_id, actor_name, import_id, request_id)`;

function transitionRow(transition: TransitionModel, writer: Writer): Cell[] {
  return [
    writer.newId(),
    writer.labId,
    transition.specimen.id,
    transition.test.id,
    transition.sequence,
    'import',
    transition.fromState,
    transition.toState,
    time(transition.occurredAt),
    time(writer.now),
    JSON.stringify(transition.stamps),
    transition.deviceId,
    transition.operator,
    transition.errorCodeId,
    transition.rejectionReasonId,
    transition.comment,
    'import',
    writer.actorKind,
    writer.actorId,
    writer.actorName,
    writer.importId,
    writer.requestId,
  ];
}

async function updateSpecimens(
  client: PoolClient,
  labId: string,
  specimens: readonly SpecimenModel[],
): Promise<void> {
  if (specimens.length === 0) return;
  const rows = specimens.map((specimen) => ({
    id: specimen.id,
    specimen_type: specimen.specimenType,
    location_id: specimen.locationId,
    priority: specimen.priority,
    state_key: specimen.state,
    collected_at: time(specimen.collected),
    received_at: time(specimen.received),
    rejected_at: time(specimen.rejected),
    rejection_reason_id: specimen.rejectionReasonId,
    last_sequence: specimen.lastSequence,
    sources: sourcesText(specimen.sources),
  }));
  await client.query(
    `UPDATE specimens s SET specimen_type = u.specimen_type, location_id = u.location_id,
       priority = u.priority, state_key = u.state_key, collected_at = u.collected_at,
       received_at = u.received_at, rejected_at = u.rejected_at,
       rejection_reason_id = u.rejection_reason_id, last_sequence = u.last_sequence,
       sources = u.sources::jsonb, version = s.version + 1, updated_at = now()
     FROM json_to_recordset($2::json) AS u(id uuid, specimen_type text, location_id uuid,
       priority priority, state_key text, collected_at timestamptz, received_at timestamptz,
       rejected_at timestamptz, rejection_reason_id uuid, last_sequence int, sources text)
     WHERE s.lab_id = $1 AND s.id = u.id`,
    [labId, JSON.stringify(rows)],
  );
}

async function updateTests(
  client: PoolClient,
  labId: string,
  tests: readonly TestModel[],
): Promise<void> {
  if (tests.length === 0) return;
  const rows = tests.map((test) => ({
    id: test.id,
    priority: test.priority,
    state_key: test.state,
    device_id: test.deviceId,
    operator: test.operator,
    error_code_id: test.errorCodeId,
    rejection_reason_id: test.rejectionReasonId,
    ordered_at: time(test.times.ordered),
    received_at: time(test.times.received),
    started_at: time(test.times.started),
    resulted_at: time(test.times.resulted),
    verified_at: time(test.times.verified),
    released_at: time(test.times.released),
    rejected_at: time(test.times.rejected),
    failed_at: time(test.times.failed),
    due_at: time(test.dueAt),
    sources: sourcesText(test.sources),
  }));
  await client.query(
    `UPDATE ordered_tests t SET priority = u.priority, state_key = u.state_key,
       device_id = u.device_id, operator = u.operator, error_code_id = u.error_code_id,
       rejection_reason_id = u.rejection_reason_id, ordered_at = u.ordered_at,
       received_at = u.received_at, started_at = u.started_at, resulted_at = u.resulted_at,
       verified_at = u.verified_at, released_at = u.released_at, rejected_at = u.rejected_at,
       failed_at = u.failed_at, due_at = u.due_at, sources = u.sources::jsonb, updated_at = now()
     FROM json_to_recordset($2::json) AS u(id uuid, priority priority, state_key text,
       device_id uuid, operator text, error_code_id uuid, rejection_reason_id uuid,
       ordered_at timestamptz, received_at timestamptz, started_at timestamptz,
       resulted_at timestamptz, verified_at timestamptz, released_at timestamptz,
       rejected_at timestamptz, failed_at timestamptz, due_at timestamptz, sources text)
     WHERE t.lab_id = $1 AND t.id = u.id`,
    [labId, JSON.stringify(rows)],
  );
}

const RESULTS = `results (id, lab_id, test_id, analyte_id, value, numeric_value, unit, critical,
  critical_basis, critical_id, status, observed_at, available_at, source, actor_kind, actor_id,
  actor_name, import_id)`;

const CRITICALS = 'criticals (id, lab_id, test_id, analyte_id, available_at)';

const REPORTED = new Set(['submitted', 'verified', 'published', 'invalidated']);
const VOID = new Set(['rejected', 'cancelled', 'invalidated']);

/** Somebody has still to be told: what was released was called where the file comes from. */
function mustBeCalled({ state, times }: TestModel): boolean {
  return times.released === null && !VOID.has(state);
}

/** The rows of a batch on their way; one set a connection, used again for each batch. */
export class BatchTexts {
  readonly specimens = new CopyText(SPECIMENS);
  readonly tests = new CopyText(TESTS);
  readonly transitions = new CopyText(TRANSITIONS);
  readonly criticals = new CopyText(CRITICALS);
  readonly results = new CopyText(RESULTS);

  clear(): void {
    const { specimens, tests, transitions, criticals, results } = this;
    for (const text of [specimens, tests, transitions, criticals, results]) text.clear();
  }
}

async function writeResults(
  client: PoolClient,
  writer: Writer,
  texts: BatchTexts,
  tests: readonly TestModel[],
): Promise<void> {
  const replaced = tests.flatMap(({ result }) =>
    result?.changed === true && result.replaces !== null ? [result.replaces] : [],
  );
  if (replaced.length > 0) {
    await client.query(
      `UPDATE results SET replaced_at = $3 WHERE lab_id = $1 AND id = ANY($2::uuid[])`,
      [writer.labId, replaced, time(writer.now)],
    );
    await client.query(
      `UPDATE criticals c SET closed_at = $3, closed_as = 'WITHDRAWN', closed_by = $4,
         close_reason = 'The result was corrected by an import'
       FROM results r
       WHERE r.lab_id = $1 AND r.id = ANY($2::uuid[]) AND c.lab_id = r.lab_id
         AND c.id = r.critical_id AND c.closed_at IS NULL`,
      [writer.labId, replaced, time(writer.now), writer.actorName],
    );
  }
  for (const test of tests) {
    const { id, state, times, result } = test;
    if (!result?.changed) continue;
    const { analyteId, value, unit, replaces } = result;
    const status = !REPORTED.has(state) ? 'preliminary' : replaces ? 'corrected' : 'final';
    const available = replaces ? writer.now : (times.resulted ?? times.released ?? writer.now);
    const { numericValue, critical, basis } = writer.judge(analyteId, value, unit);
    const criticalId = critical && mustBeCalled(test) ? writer.newId() : null;
    if (criticalId !== null) {
      texts.criticals.add([criticalId, writer.labId, id, analyteId, time(writer.now)]);
    }
    texts.results.add([
      writer.newId(),
      writer.labId,
      id,
      analyteId,
      value,
      numericValue,
      unit,
      critical,
      basis,
      criticalId,
      status,
      time(times.resulted),
      time(available),
      'import',
      writer.actorKind,
      writer.actorId,
      writer.actorName,
      writer.importId,
    ]);
  }
  await texts.criticals.send(client);
  await texts.results.send(client);
}

/** Writes what a batch changed: specimens, tests, history, results; within the caller's transaction. */
export async function writeSpecimens(
  client: PoolClient,
  writer: Writer,
  texts: BatchTexts,
  specimens: Iterable<SpecimenModel>,
  transitions: readonly TransitionModel[],
): Promise<void> {
  const { labId } = writer;
  const [oldSpecimens, oldTests, tests]: [SpecimenModel[], TestModel[], TestModel[]] = [[], [], []];
  texts.clear();
  for (const specimen of specimens) {
    if (!specimen.changed) continue;
    if (specimen.isNew) texts.specimens.add(newSpecimenRow(specimen, labId));
    else oldSpecimens.push(specimen);
    for (const test of specimen.tests) {
      if (!test.changed) continue;
      if (test.result?.changed === true) tests.push(test);
      if (test.isNew) texts.tests.add(newTestRow(test, specimen, labId));
      else oldTests.push(test);
    }
  }
  for (const transition of transitions) texts.transitions.add(transitionRow(transition, writer));
  await texts.specimens.send(client);
  await updateSpecimens(client, labId, oldSpecimens);
  await updateTests(client, labId, oldTests);
  await texts.tests.send(client);
  await texts.transitions.send(client);
  await writeResults(client, writer, texts, tests);
}
