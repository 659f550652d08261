// A laboratory that is far behind: done work of 30 days, and so much that is open. Temporary tables
// first, then the real ones, as seed-sql.ts does it.
import { epochMs, idOf, pick } from './seed-sql';

const DAYS = 30;
/** Of five specimens three have two tests. */
const TESTS = `CASE WHEN n % 5 IN (1, 2, 3) THEN 2 ELSE 1 END`;

/**
 * $1 the moment, $2 done specimens, $3 open ones, $4 specimen types, $5 locations, $6 reasons. Of the
 * done 1.5 % are rejected; of the open 12 % have not come, one in twenty of those too long ago.
 */
export const ALERT_TUBES_SQL = `
  CREATE TEMP TABLE bench_tubes AS
  WITH drawn AS MATERIALIZED (
    SELECT n, n > $2::int AS open, random() AS urgency, random() AS place, random() AS kind,
      random() AS fate, random() AS way, random() AS age,
      floor(30 * power(random(), 1.6))::int AS first_assay
    FROM generate_series(1, $2::int + $3::int) n
  ), aged AS (
    SELECT *, open AND fate < 0.12 AS expected, NOT open AND fate < 0.015 AS rejected,
      -- The open ones came within the last 20 hours; of those that did not, some were collected long ago.
      CASE WHEN NOT open THEN $1::timestamptz - interval '1 day' * ${DAYS} * (1 - n::float8 / $2::int)
          - interval '20 minutes'
        WHEN fate < 0.006 THEN $1::timestamptz - interval '1 hour' * (4 + 8 * age)
        WHEN fate < 0.12 THEN $1::timestamptz + interval '1 minute' * (10 + 20 * age)
        ELSE $1::timestamptz - interval '1 hour' * (0.2 + 20 * age) END AS at
    FROM drawn
  )
  SELECT n, open, expected, rejected, first_assay, place, ${TESTS} AS tests,
    ${idOf(epochMs('at'), 's', 'n')} AS id, date_trunc('milliseconds', at) AS received,
    date_trunc('milliseconds', at - interval '1 minute' * (10 + 40 * way)) AS collected,
    date_trunc('milliseconds', at - interval '1 minute' * (20 + 60 * way)) AS ordered,
    CASE WHEN urgency < 0.08 THEN 'STAT' WHEN urgency < 0.2 THEN 'URGENT' ELSE 'ROUTINE' END AS priority,
    ($4::text[])[1 + floor(5 * kind)::int] AS type,
    ${pick('$5', 'floor(array_length($5::uuid[], 1) * place * place)')} AS location,
    CASE WHEN rejected THEN ${pick('$6', 'floor(array_length($6::uuid[], 1) * kind)')} END AS reason
  FROM aged`;

/**
 * $1 the moment, $2 assays, $3 devices, $4 error codes. Of the open that came 2 % are overdue, 3 % at
 * risk; a third is at a device.
 */
export const ALERT_TESTS_SQL = `
  CREATE TEMP TABLE bench_tests AS
  WITH drawn AS MATERIALIZED (
    SELECT s.*, k, (first_assay + 7 * k) % 30 AS assay_no, random() AS stage, random() AS luck,
      random() AS machine, random() AS code, random() AS share,
      extract(epoch FROM $1::timestamptz - received) / 60 AS age
    FROM bench_tubes s CROSS JOIN LATERAL generate_series(0, s.tests - 1) k
  ), staged AS (
    SELECT *, CASE WHEN rejected THEN 'rejected' WHEN NOT open THEN 'published'
        WHEN expected THEN 'expected' WHEN stage < 0.56 THEN 'received'
        WHEN stage < 0.88 THEN 'in_process' WHEN stage < 0.94 THEN 'submitted'
        WHEN stage < 0.99 THEN 'verified' ELSE 'error' END AS state,
      -- Minutes from receipt until it is due, or was released.
      CASE WHEN NOT open THEN 15 + 240 * share * share
        WHEN luck < 0.02 THEN age * (0.4 + 0.59 * share)
        WHEN luck < 0.05 THEN age / (0.81 + 0.18 * share)
        ELSE age / (0.05 + 0.6 * share) END AS minutes
    FROM drawn
  )
  SELECT row_number() OVER (ORDER BY n, k) AS t, n, k, id AS specimen_id,
    ${idOf(epochMs('received'), 't', "n || '-' || k")} AS id, open, priority, ordered, collected,
    received, type, location, reason, state, state IN ('in_process', 'submitted', 'verified',
      'published', 'error') AS began, state IN ('submitted', 'verified', 'published') AS resulted,
    ${pick('$2', 'assay_no')} AS assay,
    ${pick('$3', '(assay_no + 3 * floor(2 * machine)::int) % array_length($3::uuid[], 1)')} AS device,
    ${pick('$4', 'floor(array_length($4::uuid[], 1) * code * code)')} AS error_code,
    date_trunc('milliseconds', received + interval '1 minute' * minutes) AS due,
    date_trunc('milliseconds', received + interval '1 minute' * 0.2 * least(minutes, age)) AS started,
    date_trunc('milliseconds', received + interval '1 minute' * 0.8 * least(minutes, age)) AS ready,
    date_trunc('milliseconds', received + interval '1 minute' * minutes) AS released,
    state = 'published' AND luck < 0.03 AS failed_first,
    state = 'published' AND luck > 0.8 AS imported
  FROM staged`;

const STEPS = [
  ['receive', 'expected', 'received', 'received', `state <> 'expected' AND NOT imported`],
  ['start', 'received', 'in_process', 'started', 'began AND NOT imported'],
  ['fail', 'in_process', 'error', 'ready', `(failed_first AND NOT imported) OR state = 'error'`],
  ['retry', 'error', 'in_process', 'ready', 'failed_first AND NOT imported'],
  ['submit', 'in_process', 'submitted', 'ready', 'resulted AND NOT imported'],
  [
    'verify',
    'submitted',
    'verified',
    'ready',
    `state IN ('verified', 'published') AND NOT imported`,
  ],
  ['publish', 'verified', 'published', 'released', `state = 'published' AND NOT imported`],
  ['reject', 'received', 'rejected', 'received', `state = 'rejected'`],
  ['import', null, 'published', 'released', 'imported'],
] as const;

/** $1 the lab. Ids come from the time and a number, so that they ascend as the application's do. */
export const ALERT_HISTORY_SQL = [
  `CREATE TEMP TABLE bench_history AS
   SELECT *, (row_number() OVER (PARTITION BY specimen_id ORDER BY t, place))::int AS sequence
   FROM (${STEPS.map(
     ([action, from, to, at, where], place) => `
     SELECT t, specimen_id, id AS test_id, ${place} AS place, '${action}' AS action,
       ${from === null ? 'NULL' : `'${from}'`} AS from_state, '${to}' AS to_state, ${at} AS at,
       CASE WHEN '${action}' IN ('start', 'submit', 'fail', 'import') THEN device END AS device,
       CASE WHEN '${action}' = 'fail' THEN error_code END AS error_code
     FROM bench_tests WHERE ${where}`,
   ).join(' UNION ALL ')}) AS steps`,
  `INSERT INTO test_transitions (id, lab_id, specimen_id, test_id, sequence, action, from_state,
     to_state, occurred_at, recorded_at, device_id, error_code_id, source, actor_kind, actor_name,
     request_id)
   SELECT ${idOf(epochMs('at'), 'h', "t || '-' || place")}, $1, specimen_id, test_id, sequence, action,
     from_state, to_state, at, at, device, error_code,
     CASE WHEN action = 'import' THEN 'import' ELSE 'instrument' END::source, 'system', 'bench', 'bench'
   FROM bench_history ORDER BY t, place`,
] as const;

/** $1 the lab. */
export const ALERT_ROWS_SQL = [
  `INSERT INTO specimens (id, lab_id, number, specimen_type, location_id, priority, state_key,
     collected_at, received_at, rejected_at, rejection_reason_id, last_sequence, created_at)
   SELECT s.id, $1, 'B' || lpad(s.n::text, 9, '0'), s.type, s.location, s.priority::priority,
     CASE WHEN s.rejected THEN 'rejected' WHEN NOT s.open THEN 'published'
       WHEN s.expected THEN 'expected' ELSE 'in_process' END,
     s.collected, CASE WHEN NOT s.expected THEN s.received END,
     CASE WHEN s.rejected THEN s.received END, s.reason,
     coalesce((SELECT max(h.sequence) FROM bench_history h WHERE h.specimen_id = s.id), 0), s.ordered
   FROM bench_tubes s ORDER BY s.n`,
  `INSERT INTO ordered_tests (id, lab_id, specimen_id, assay_id, priority, state_key, device_id,
     error_code_id, rejection_reason_id, location_id, specimen_type, ordered_at, collected_at,
     received_at, started_at, resulted_at, verified_at, released_at, rejected_at, failed_at, due_at,
     created_at)
   SELECT id, $1, specimen_id, assay, priority::priority, state, CASE WHEN began THEN device END,
     CASE WHEN failed_first OR state = 'error' THEN error_code END, reason, location, type, ordered,
     collected, CASE WHEN state <> 'expected' THEN received END, CASE WHEN began THEN started END,
     CASE WHEN resulted THEN ready END, CASE WHEN state IN ('verified', 'published') THEN ready END,
     CASE WHEN state = 'published' THEN released END, CASE WHEN state = 'rejected' THEN received END,
     CASE WHEN failed_first OR state = 'error' THEN ready END,
     CASE WHEN state NOT IN ('expected', 'rejected') THEN due END, ordered
   FROM bench_tests ORDER BY t`,
] as const;

/** $1 the lab, $2 an analyte: one in 200 with a result is critical; of the open ones none is handled. */
export const ALERT_CRITICALS_SQL = `
  INSERT INTO criticals (id, lab_id, test_id, analyte_id, available_at, closed_at, closed_as, closed_by)
  SELECT ${idOf(epochMs('ready'), 'c', 't')}, $1, id, $2, ready,
    CASE WHEN NOT open THEN ready + interval '9 minutes' END,
    CASE WHEN NOT open THEN 'CONFIRMED' END::critical_closing, CASE WHEN NOT open THEN 'bench' END
  FROM bench_tests WHERE resulted AND t % CASE WHEN open THEN 50 ELSE 200 END = 0`;

/** $1 the lab, $2 the moment, $3 devices: each is up since a day; the third stopped 25 minutes ago. */
export const ALERT_DEVICES_SQL = `
  INSERT INTO device_state_changes (id, lab_id, device_id, code, at, recorded_at, source, actor_kind,
    actor_name, request_id)
  SELECT gen_random_uuid(), $1, d.id, code, $2::timestamptz - ago, $2::timestamptz - ago, 'instrument',
    'system', 'bench', 'bench'
  FROM unnest($3::uuid[]) WITH ORDINALITY d (id, no)
  CROSS JOIN LATERAL (
    SELECT 'OP' AS code, interval '1 day' * day AS ago FROM generate_series(1, ${DAYS}) day
    UNION ALL SELECT 'ES', interval '25 minutes' WHERE d.no = 3
  ) AS said`;

/** $1 the lab, $2 the moment: files of 30 days, some of which failed or were bad. */
export const ALERT_IMPORTS_SQL = `
  INSERT INTO imports (id, lab_id, file_name, file_size, file_hash, status, rows_total, rows_done,
     rejected, failure, actor_kind, actor_name, actor_role, request_id, created_at, started_at,
     finished_at)
   SELECT gen_random_uuid(), $1, 'orders-' || n || '.csv', 4096, sha256(n::text::bytea),
     CASE WHEN n % 400 = 0 THEN 'failed' ELSE 'completed' END::import_status, 100, 100,
     CASE WHEN n % 90 = 0 THEN 40 ELSE 0 END, CASE WHEN n % 400 = 0 THEN 'The file ended early.' END,
     'system', 'bench', 'admin', 'bench', at, at, at
   FROM (SELECT n, $2::timestamptz - interval '30 minutes' * n AS at FROM generate_series(1, 1440) n) AS f`;

/** $1 the lab, $2 the moment, $3 devices: messages of twelve days, some of which are held. */
export const ALERT_MESSAGES_SQL = `
  INSERT INTO instrument_messages (id, lab_id, device_id, webhook_id, digest, raw, size, format, proof,
     status, code, reason, specimens, received_at, settled_at, applied_at, actor_kind, actor_name,
     actor_role, request_id)
   SELECT gen_random_uuid(), $1, ($3::uuid[])[1 + n % array_length($3::uuid[], 1)], 'bench-' || n,
     sha256(n::text::bytea), repeat('x', 400)::bytea, 400, 'json', 'signature', status::message_status,
     CASE WHEN status = 'quarantined' THEN 'unknown_specimen' END,
     CASE WHEN status = 'quarantined' THEN 'There is no specimen of that number.' END, '{}', at, at,
     CASE WHEN status = 'applied' THEN at END, 'system', 'bench', 'technician', 'bench'
   FROM (SELECT n, $2::timestamptz - interval '20 seconds' * n AS at,
       CASE WHEN n % 500 = 0 THEN 'quarantined' ELSE 'applied' END AS status
     FROM generate_series(1, 50000) n) AS m`;

/**
 * $1 the lab, $2 the moment, $3 how many: a third is released, a third goes to another device, a third
 * is due five minutes ago.
 */
export const CHANGE_SQL = `
  WITH chosen AS (
    SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS n FROM ordered_tests
    WHERE lab_id = $1 AND state_key IN ('received', 'in_process') ORDER BY md5(id::text) LIMIT $3
  )
  UPDATE ordered_tests t SET
    state_key = CASE WHEN n % 3 = 0 THEN 'published' ELSE t.state_key END,
    released_at = CASE WHEN n % 3 = 0 THEN $2::timestamptz END,
    device_id = CASE WHEN n % 3 = 1 THEN (SELECT id FROM devices d WHERE d.lab_id = $1
      AND d.id IS DISTINCT FROM t.device_id ORDER BY d.name LIMIT 1) ELSE t.device_id END,
    due_at = CASE WHEN n % 3 = 2 THEN $2::timestamptz - interval '5 minutes' ELSE t.due_at END
  FROM chosen WHERE t.id = chosen.id`;
