import { Prisma } from '@/lib/platform/db/generated/client';
import { RowCursor, type TextRow } from '@/lib/platform/db/row-cursor';
import { instantOf } from '@/lib/platform/db/instant-text';
import type { Table, TableRow } from '../judge/judge-context';
import { firstIdAt } from './id-time';

/** Which of the lab's tests are judged: of a period, or what an import touched. */
export type LabScope =
  | { kind: 'period'; from: Date; to: Date }
  | { kind: 'import'; importId: string; began: Date; ended: Date };

const ROWS_AT_ONCE = 1_000;
/** Clocks of two servers may differ by so much. */
const SLACK_MS = 300_000;

type Column = { name: string; sql: string; time?: true };

/** A state as files call it. */
const STATUS_WORD = (key: string) =>
  `CASE ${key} WHEN 'published' THEN 'COMPLETED' ELSE upper(${key}) END`;

/**
 * A test in the columns of a file that is imported, and in those of tests.csv where they are called
 * otherwise. Times are ISO 8601 in UTC.
 */
const TEST_COLUMNS: readonly Column[] = [
  { name: 'specimen_id', sql: 'sp.number' },
  { name: 'assay', sql: 'a.code' },
  { name: 'assay_name', sql: 'a.name' },
  { name: 'run', sql: 't.run' },
  { name: 'specimen_type', sql: 't.specimen_type' },
  { name: 'department', sql: 'dep.name' },
  { name: 'priority', sql: 't.priority' },
  { name: 'location', sql: 'loc.name' },
  { name: 'machine_id', sql: 'dev.name' },
  { name: 'device', sql: 'dev.name' },
  { name: 'operator_id', sql: 't.operator' },
  { name: 'operator', sql: 't.operator' },
  { name: 'status', sql: STATUS_WORD('t.state_key') },
  { name: 'state', sql: 't.state_key' },
  { name: 'error_code', sql: 'err.code' },
  { name: 'rejection_reason', sql: 'rej.code' },
  { name: 'ordered_at', sql: 't.ordered_at', time: true },
  { name: 'collected_at', sql: 't.collected_at', time: true },
  { name: 'received_at', sql: 't.received_at', time: true },
  { name: 'started_at', sql: 't.started_at', time: true },
  { name: 'resulted_at', sql: 't.resulted_at', time: true },
  { name: 'verified_at', sql: 't.verified_at', time: true },
  { name: 'released_at', sql: 't.released_at', time: true },
  {
    name: 'processed_at',
    sql: `CASE WHEN t.state_key = 'error' THEN t.failed_at ELSE t.released_at END`,
    time: true,
  },
  { name: 'rejected_at', sql: 't.rejected_at', time: true },
  { name: 'failed_at', sql: 't.failed_at', time: true },
  { name: 'due_at', sql: 't.due_at', time: true },
  {
    name: 'tat_hours',
    sql: 'round(extract(epoch FROM t.released_at - t.received_at) / 3600, 4)',
  },
  { name: 'tat_minutes', sql: 'round(extract(epoch FROM t.released_at - t.received_at) / 60, 2)' },
  { name: 'created_at', sql: 't.created_at', time: true },
  { name: 'updated_at', sql: 't.updated_at', time: true },
];

/** What the lab's own data can be judged by. */
export const LAB_COLUMNS: readonly string[] = TEST_COLUMNS.map(({ name }) => name);

/** A change of state, as the history of a test has it. */
const HISTORY_COLUMNS: readonly Column[] = [
  { name: 'specimen_id', sql: 'sp.number' },
  { name: 'assay', sql: 'a.code' },
  { name: 'run', sql: 't.run' },
  { name: 'specimen_type', sql: 't.specimen_type' },
  { name: 'department', sql: 'dep.name' },
  { name: 'priority', sql: 't.priority' },
  { name: 'location', sql: 'loc.name' },
  { name: 'action', sql: 'h.action' },
  { name: 'from_state', sql: 'h.from_state' },
  { name: 'to_state', sql: 'h.to_state' },
  { name: 'state', sql: 'h.to_state' },
  { name: 'status', sql: STATUS_WORD('h.to_state') },
  { name: 'machine_id', sql: 'dev.name' },
  { name: 'device', sql: 'dev.name' },
  { name: 'operator_id', sql: 'h.operator' },
  { name: 'operator', sql: 'h.operator' },
  { name: 'error_code', sql: 'err.code' },
  { name: 'source', sql: 'h.source' },
  { name: 'occurred_at', sql: 'h.occurred_at', time: true },
  { name: 'recorded_at', sql: 'h.recorded_at', time: true },
];

const NAMES = Prisma.sql`
  LEFT JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
  LEFT JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
  LEFT JOIN departments dep ON dep.lab_id = a.lab_id AND dep.id = a.department_id
  LEFT JOIN locations loc ON loc.lab_id = t.lab_id AND loc.id = t.location_id`;

/** Names out of the lists above, which no request reaches. */
function selected(columns: readonly Column[]): Prisma.Sql {
  return Prisma.raw(columns.map(({ sql }) => `(${sql})::text`).join(', '));
}

function inScope(labId: string, scope: LabScope): Prisma.Sql {
  if (scope.kind === 'period') {
    const { from, to } = scope;
    // Entered is told by the key, which has the moment in it and an index.
    return Prisma.sql`t.lab_id = ${labId}::uuid AND t.voided_at IS NULL AND (
      t.received_at >= ${from}::timestamptz AND t.received_at < ${to}::timestamptz
      OR t.id >= ${firstIdAt(from)}::uuid AND t.id < ${firstIdAt(to)}::uuid)`;
  }
  const began = firstIdAt(new Date(scope.began.getTime() - SLACK_MS));
  const ended = firstIdAt(new Date(scope.ended.getTime() + SLACK_MS));
  return Prisma.sql`t.lab_id = ${labId}::uuid AND t.voided_at IS NULL AND t.id IN (
    SELECT i.test_id FROM test_transitions i
    WHERE i.lab_id = ${labId}::uuid AND i.import_id = ${scope.importId}::uuid
      AND i.id >= ${began}::uuid AND i.id < ${ended}::uuid)`;
}

function testsSql(labId: string, scope: LabScope): Prisma.Sql {
  return Prisma.sql`SELECT ${selected(TEST_COLUMNS)}
    FROM ordered_tests t ${NAMES}
    LEFT JOIN devices dev ON dev.lab_id = t.lab_id AND dev.id = t.device_id
    LEFT JOIN error_codes err ON err.lab_id = t.lab_id AND err.id = t.error_code_id
    LEFT JOIN rejection_reasons rej ON rej.lab_id = t.lab_id AND rej.id = t.rejection_reason_id
    WHERE ${inScope(labId, scope)}`;
}

/**
 * Each change from one state to another of the tests in scope. An import says where a test stands
 * and not how it came there, so its rows are none.
 */
function historySql(labId: string, scope: LabScope): Prisma.Sql {
  return Prisma.sql`SELECT ${selected(HISTORY_COLUMNS)}
    FROM test_transitions h
    JOIN ordered_tests t ON t.lab_id = h.lab_id AND t.id = h.test_id
      -- The index of a history is its specimen's.
      AND t.specimen_id = h.specimen_id ${NAMES}
    LEFT JOIN devices dev ON dev.lab_id = h.lab_id AND dev.id = h.device_id
    LEFT JOIN error_codes err ON err.lab_id = h.lab_id AND err.id = h.error_code_id
    WHERE h.lab_id = ${labId}::uuid AND h.from_state IS NOT NULL AND h.to_state IS NOT NULL
      AND h.from_state <> h.to_state AND h.action <> 'import' AND ${inScope(labId, scope)}`;
}

/** Rows as they are fetched, none kept. `between` is waited for before more are. */
async function* batches(
  query: Prisma.Sql,
  columns: readonly Column[],
  between: () => Promise<void>,
): AsyncGenerator<TableRow[]> {
  const times = columns.flatMap(({ time }, at) => (time ? [at] : []));
  const cellsOf = (row: TextRow): string[] => {
    for (const at of times) {
      const text = row[at];
      if (text) row[at] = instantOf(text);
    }
    return row.map((cell) => cell ?? '');
  };
  const cursor = await RowCursor.open(query);
  try {
    for (;;) {
      const rows = await cursor.fetch(ROWS_AT_ONCE);
      if (rows.length === 0) return;
      yield rows.map((row) => ({ line: null, cells: cellsOf(row) }));
      await between();
    }
  } finally {
    await cursor.close();
  }
}

/** One of the lab's two tables, streamed by a cursor. */
export function labTable(
  name: 'tests' | 'history',
  labId: string,
  scope: LabScope,
  between: () => Promise<void>,
): Table {
  const columns = name === 'tests' ? TEST_COLUMNS : HISTORY_COLUMNS;
  const query = name === 'tests' ? testsSql(labId, scope) : historySql(labId, scope);
  return { columns: columns.map((column) => column.name), rows: batches(query, columns, between) };
}

/** How many tests are in scope. */
export function countSql(labId: string, scope: LabScope): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS tests FROM ordered_tests t WHERE ${inScope(labId, scope)}`;
}
