import type { PoolClient } from 'pg';
import { noTimes } from './import-row';
import type { Sources, SpecimenModel, TestModel } from './specimen-model';
import type { Priority } from './status-words';

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

type SpecimenRow = {
  id: string;
  number: string;
  specimen_type: string | null;
  location_id: string | null;
  priority: Priority;
  state_key: string;
  collected: number | null;
  received: number | null;
  rejected: number | null;
  rejection_reason_id: string | null;
  voided: boolean;
  last_sequence: number;
  sources: Sources;
};

type TestRow = {
  id: string;
  specimen_id: string;
  assay_id: string;
  run: number;
  state_key: string;
  priority: Priority;
  device_id: string | null;
  operator: string | null;
  error_code_id: string | null;
  rejection_reason_id: string | null;
  ordered: number | null;
  received: number | null;
  started: number | null;
  resulted: number | null;
  verified: number | null;
  released: number | null;
  rejected: number | null;
  failed: number | null;
  due: number | null;
  sources: Sources;
};

type ResultRow = {
  id: string;
  test_id: string;
  analyte_id: string;
  value: string;
  unit: string | null;
  source: string;
};

/** A priority nobody is noted for is the default one. */
function ownSources(stored: Sources): Sources {
  return { priority: 'default', ...stored };
}

function specimenOf(row: SpecimenRow): SpecimenModel {
  return {
    id: row.id,
    number: row.number,
    specimenType: row.specimen_type,
    locationId: row.location_id,
    priority: row.priority,
    state: row.state_key,
    collected: row.collected,
    received: row.received,
    rejected: row.rejected,
    rejectionReasonId: row.rejection_reason_id,
    voided: row.voided,
    lastSequence: row.last_sequence,
    sources: ownSources(row.sources),
    tests: [],
    isNew: false,
    changed: false,
  };
}

function testOf(row: TestRow): TestModel {
  const { ordered, received, started, resulted, verified, released, rejected, failed } = row;
  return {
    id: row.id,
    assayId: row.assay_id,
    run: row.run,
    state: row.state_key,
    priority: row.priority,
    deviceId: row.device_id,
    operator: row.operator,
    errorCodeId: row.error_code_id,
    rejectionReasonId: row.rejection_reason_id,
    times: {
      ...noTimes(),
      ordered,
      received,
      started,
      resulted,
      verified,
      released,
      rejected,
      failed,
    },
    dueAt: row.due,
    sources: ownSources(row.sources),
    result: null,
    isNew: false,
    changed: false,
  };
}

async function loadResults(
  client: PoolClient,
  labId: string,
  tests: ReadonlyMap<string, TestModel>,
): Promise<void> {
  const { rows } = await client.query<ResultRow>(
    `SELECT id, test_id, analyte_id, value, unit, source::text FROM results
     WHERE lab_id = $1 AND test_id = ANY($2::uuid[]) AND replaced_at IS NULL`,
    [labId, [...tests.keys()]],
  );
  for (const { id, test_id, analyte_id, ...rest } of rows) {
    const test = tests.get(test_id);
    if (test) test.result = { ...rest, analyteId: analyte_id, changed: false, replaces: id };
  }
}

/**
 * The specimens of these numbers with their tests, by number; with `lock` nobody else changes them
 * before the transaction ends. Results come with them where the file has any.
 */
export async function loadSpecimens(
  client: PoolClient,
  labId: string,
  numbers: readonly string[],
  { lock, withResults }: { lock: boolean; withResults: boolean },
): Promise<Map<string, SpecimenModel>> {
  const specimens = await client.query<SpecimenRow>({
    name: lock ? 'import-lock-specimens' : 'import-read-specimens',
    text: `SELECT id, number, specimen_type, location_id, priority::text, state_key,
        ${ms('collected_at')} AS collected, ${ms('received_at')} AS received,
        ${ms('rejected_at')} AS rejected, rejection_reason_id, voided_at IS NOT NULL AS voided,
        last_sequence, sources
      FROM specimens WHERE lab_id = $1 AND number = ANY($2::text[])
      ORDER BY number ${lock ? 'FOR UPDATE' : ''}`,
    values: [labId, numbers],
  });
  const byNumber = new Map<string, SpecimenModel>();
  if (specimens.rows.length === 0) return byNumber;
  const byId = new Map<string, SpecimenModel>();
  for (const row of specimens.rows) {
    const specimen = specimenOf(row);
    byNumber.set(specimen.number, specimen);
    byId.set(specimen.id, specimen);
  }
  const tests = await client.query<TestRow>({
    name: 'import-read-tests',
    text: `SELECT id, specimen_id, assay_id, run, state_key, priority::text, device_id, operator,
        error_code_id, rejection_reason_id, ${ms('ordered_at')} AS ordered,
        ${ms('received_at')} AS received, ${ms('started_at')} AS started,
        ${ms('resulted_at')} AS resulted, ${ms('verified_at')} AS verified,
        ${ms('released_at')} AS released, ${ms('rejected_at')} AS rejected,
        ${ms('failed_at')} AS failed, ${ms('due_at')} AS due, sources
      FROM ordered_tests WHERE lab_id = $1 AND specimen_id = ANY($2::uuid[]) ORDER BY id`,
    values: [labId, [...byId.keys()]],
  });
  const testById = new Map<string, TestModel>();
  for (const row of tests.rows) {
    const test = testOf(row);
    byId.get(row.specimen_id)?.tests.push(test);
    testById.set(test.id, test);
  }
  if (withResults && testById.size > 0) await loadResults(client, labId, testById);
  return byNumber;
}
