// A year of a laboratory's work by set-based SQL: temporary tables first, then the real ones. Ids
// are made of the time and a number, ascending as those the application makes.

const DAYS = 365;

export function idOf(ms: string, salt: string, number: string): string {
  const hash = `md5('${salt}' || ${number})`;
  return `(lpad(to_hex((${ms})::bigint), 12, '0') || '7' || substr(${hash}, 1, 3)
    || '8' || substr(${hash}, 4, 15))::uuid`;
}

export const epochMs = (at: string) => `extract(epoch FROM ${at}) * 1000`;
export const pick = (ids: string, index: string) => `(${ids}::uuid[])[1 + (${index})::int]`;

/** How busy each hour of a day is, from midnight on, and each day of a week, from Monday on. */
const HOURS = `ARRAY[.3,.2,.2,.2,.3,.5,1,2,3.4,4,3.8,3.4,2.8,2.4,2.2,2,1.6,1.2,1,.8,.7,.6,.5,.4]`;
const WEEKDAYS = `ARRAY[1.1,1.05,1,1,1.05,.4,.25]`;

/** $1 the end of the year, $2 how many specimens, $3 the lab's time zone. */
export const HOURS_SQL = `
  CREATE TEMP TABLE bench_hours AS
  WITH hours AS (
    SELECT at, at AT TIME ZONE $3 AS local
    FROM generate_series(date_trunc('hour', $1::timestamptz) - interval '${DAYS} days',
      date_trunc('hour', $1::timestamptz) - interval '1 hour', interval '1 hour') at
  ), weighed AS (
    SELECT at, (${WEEKDAYS})[extract(isodow FROM local)::int]
      * (${HOURS})[extract(hour FROM local)::int + 1] AS weight FROM hours
  )
  SELECT at, floor($2::int * sum(weight) OVER (ORDER BY at) / sum(weight) OVER ())::int AS upto,
    floor($2::int * (sum(weight) OVER (ORDER BY at) - weight) / sum(weight) OVER ())::int AS after
  FROM weighed`;

/** $1 specimen types, $2 locations, $3 rejection reasons. */
export const TUBES_SQL = `
  CREATE TEMP TABLE bench_tubes AS
  WITH arrived AS MATERIALIZED (
    SELECT n, h.at + random() * interval '1 hour' AS at, random() AS fate, random() AS urgency,
      random() AS count, random() AS place, random() AS kind, random() AS way,
      floor(30 * power(random(), 1.6))::int AS first_assay
    FROM bench_hours h CROSS JOIN LATERAL generate_series(h.after + 1, h.upto) n
  )
  SELECT n, first_assay, ${idOf(epochMs('at'), 's', 'n')} AS id, date_trunc('milliseconds', at) AS received,
    date_trunc('milliseconds', at - interval '1 minute' * (5 + 60 * way * way)) AS collected,
    date_trunc('milliseconds', at - interval '1 minute' * (10 + 90 * way)) AS ordered,
    CASE WHEN urgency < 0.08 THEN 'STAT' WHEN urgency < 0.2 THEN 'URGENT' ELSE 'ROUTINE' END AS priority,
    CASE WHEN fate < 0.010 THEN 'rejected' WHEN fate < 0.012 THEN 'voided'
      WHEN fate < 0.013 THEN 'missing' ELSE 'worked' END AS fate,
    CASE WHEN count < 0.60 THEN 1 WHEN count < 0.85 THEN 2 WHEN count < 0.95 THEN 3 ELSE 4 END AS tests,
    ($1::text[])[1 + floor(5 * kind)::int] AS type,
    ${pick('$2', 'floor(array_length($2::uuid[], 1) * place * place)')} AS location,
    ${pick('$3', 'floor(array_length($3::uuid[], 1) * kind)')} AS reason
  FROM arrived`;

/** $1 the end of the year, $2 assays, $3 devices, $4 error codes. Turnaround is log-normal. */
export const TESTS_SQL = `
  CREATE TEMP TABLE bench_tests AS
  WITH ordered AS MATERIALIZED (
    SELECT s.*, k, (first_assay + 7 * k) % 30 AS assay_no,
      sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS z, random() AS luck,
      random() AS machine, random() AS code
    FROM bench_tubes s CROSS JOIN LATERAL generate_series(0, s.tests - 1) k
  ), lasting AS (
    SELECT *, received + interval '1 minute' * exp(ln(20 + 4 * assay_no) + 0.5 * z)
      * CASE priority WHEN 'STAT' THEN 0.5 WHEN 'URGENT' THEN 0.75 ELSE 1 END AS ready
    FROM ordered
  ), timed AS (
    SELECT *, date_trunc('milliseconds',
        CASE WHEN luck < 0.003 THEN received - interval '7 minutes' ELSE ready END) AS released,
      CASE WHEN fate = 'rejected' THEN 'rejected' WHEN fate = 'missing' THEN 'expected'
        WHEN luck BETWEEN 0.003 AND 0.004 THEN 'error'
        WHEN luck BETWEEN 0.004 AND 0.0045 OR ready > $1 THEN 'in_process'
        WHEN luck BETWEEN 0.0045 AND 0.005 THEN 'invalidated'
        ELSE 'published' END AS state
    FROM lasting
  )
  SELECT row_number() OVER (ORDER BY n, k) AS t, n, k, id AS specimen_id,
    ${idOf(epochMs('received'), 't', "n || '-' || k")} AS id,
    priority, received, collected, ordered, type, location, reason, fate, state,
    ${pick('$2', 'assay_no')} AS assay,
    ${pick('$3', '(assay_no + 3 * floor(2 * machine)::int) % array_length($3::uuid[], 1)')} AS device,
    ${pick('$4', 'floor(array_length($4::uuid[], 1) * code * code)')} AS error_code,
    'T' || (1 + floor(9 * machine)::int) AS operator,
    released, received + 0.2 * (released - received) AS started,
    received + 0.8 * (released - received) AS resulted,
    received + 0.95 * (released - received) AS verified,
    state = 'published' AND luck BETWEEN 0.010 AND 0.035 AS failed_first,
    state = 'published' AND luck BETWEEN 0.040 AND 0.044 AS amended,
    received + interval '1 minute' * CASE priority WHEN 'STAT' THEN 90 WHEN 'URGENT' THEN 150
      ELSE 240 END AS due
  FROM timed`;

const DONE = `state IN ('published', 'invalidated')`;
const GIVEN = `'{"state": "import", "received": "import", "priority": "import"}'::jsonb`;

/** $1 the lab. */
export const SPECIMENS_SQL = `
  INSERT INTO specimens (id, lab_id, number, specimen_type, location_id, priority, state_key,
    collected_at, received_at, rejected_at, rejection_reason_id, voided_at, last_sequence, sources,
    created_at)
  SELECT s.id, $1, 'B' || lpad(s.n::text, 9, '0'), s.type, s.location, s.priority::priority,
    CASE s.fate WHEN 'rejected' THEN 'rejected' WHEN 'missing' THEN 'expected' ELSE
      coalesce(t.open, 'published') END,
    s.collected, CASE WHEN s.fate <> 'missing' THEN s.received END,
    CASE WHEN s.fate = 'rejected' THEN s.received + interval '9 minutes' END,
    CASE WHEN s.fate = 'rejected' THEN s.reason END,
    CASE WHEN s.fate = 'voided' THEN s.received + interval '2 hours' END, h.last, ${GIVEN}, s.received
  FROM bench_tubes s
  LEFT JOIN (SELECT specimen_id, min(state) AS open FROM bench_tests
    WHERE state IN ('error', 'in_process') GROUP BY 1) t ON t.specimen_id = s.id
  JOIN (SELECT specimen_id, max(sequence) AS last FROM bench_history GROUP BY 1) h
    ON h.specimen_id = s.id
  ORDER BY s.n`;

export const ORDERED_TESTS_SQL = `
  INSERT INTO ordered_tests (id, lab_id, specimen_id, assay_id, priority, state_key, device_id,
    operator, error_code_id, rejection_reason_id, location_id, specimen_type, ordered_at,
    collected_at, received_at, started_at, resulted_at, verified_at, released_at, rejected_at,
    failed_at, amended_at, due_at, voided_at, sources, created_at)
  SELECT id, $1, specimen_id, assay, priority::priority, state,
    CASE WHEN state NOT IN ('expected', 'rejected') THEN device END,
    CASE WHEN state NOT IN ('expected', 'rejected') THEN operator END,
    CASE WHEN state = 'error' OR failed_first THEN error_code END,
    CASE WHEN state = 'rejected' THEN reason END, location, type, ordered, collected,
    CASE WHEN state <> 'expected' THEN received END,
    CASE WHEN state NOT IN ('expected', 'rejected') THEN started END,
    CASE WHEN ${DONE} THEN resulted END, CASE WHEN ${DONE} THEN verified END,
    CASE WHEN ${DONE} THEN released END,
    CASE WHEN state = 'rejected' THEN received + interval '9 minutes' END,
    CASE WHEN state = 'error' OR failed_first THEN resulted END,
    CASE WHEN amended THEN released + interval '3 hours' END,
    CASE WHEN state <> 'expected' THEN due END,
    CASE WHEN fate = 'voided' THEN received + interval '2 hours' END, ${GIVEN}, received
  FROM bench_tests ORDER BY t`;

/** Each test came by a file; some failed before, some were taken back after their release. */
export const HISTORY_SQL = `
  CREATE TEMP TABLE bench_history AS
  WITH steps AS (
    SELECT t, specimen_id, id AS test_id, 0 AS place, 'import' AS action, NULL AS from_state,
      CASE WHEN failed_first THEN 'error' WHEN state = 'invalidated' THEN 'published' ELSE state
        END AS to_state,
      CASE WHEN ${DONE} THEN released ELSE received END AS at, failed_first OR state = 'error' AS failed
    FROM bench_tests
    UNION ALL SELECT t, specimen_id, id, 1, 'retry', 'error', 'in_process', verified, false
      FROM bench_tests WHERE failed_first
    UNION ALL SELECT t, specimen_id, id, 2, 'submit', 'in_process', 'submitted', verified, false
      FROM bench_tests WHERE failed_first
    UNION ALL SELECT t, specimen_id, id, 3, 'verify', 'submitted', 'verified', verified, false
      FROM bench_tests WHERE failed_first
    UNION ALL SELECT t, specimen_id, id, 4, 'publish', 'verified', 'published', released, false
      FROM bench_tests WHERE failed_first
    UNION ALL SELECT t, specimen_id, id, 5, 'amend', 'published', 'in_process',
      released + interval '3 hours', false FROM bench_tests WHERE amended
    UNION ALL SELECT t, specimen_id, id, 6, 'submit', 'in_process', 'submitted',
      released + interval '4 hours', false FROM bench_tests WHERE amended
    UNION ALL SELECT t, specimen_id, id, 7, 'publish', 'verified', 'published',
      released + interval '5 hours', false FROM bench_tests WHERE amended
    UNION ALL SELECT t, specimen_id, id, 8, 'invalidate', 'published', 'invalidated',
      released + interval '1 day', false FROM bench_tests WHERE state = 'invalidated'
  )
  SELECT *, (row_number() OVER (PARTITION BY specimen_id ORDER BY t, place))::int AS sequence
  FROM steps`;

/** $1 the lab. */
export const TRANSITIONS_SQL = `
  INSERT INTO test_transitions (id, lab_id, specimen_id, test_id, sequence, action, from_state,
    to_state, occurred_at, recorded_at, device_id, error_code_id, source, actor_kind, actor_name,
    request_id)
  SELECT ${idOf(epochMs('h.at'), 'h', "h.t || '-' || h.place")}, $1, h.specimen_id, h.test_id,
    h.sequence, h.action, h.from_state, h.to_state, h.at, h.at,
    CASE WHEN h.action IN ('import', 'submit') AND h.to_state NOT IN ('expected', 'rejected')
      THEN b.device END,
    CASE WHEN h.failed THEN b.error_code END,
    CASE WHEN h.action = 'import' THEN 'import' ELSE 'portal' END::source, 'system', 'bench', 'bench'
  FROM bench_history h JOIN bench_tests b USING (t) ORDER BY h.t, h.place`;

/** $1 the lab, $2 the end of the year, $3 devices: on by day, idle by night, now and then a stop. */
export const DEVICE_STATES_SQL = `
  INSERT INTO device_state_changes (id, lab_id, device_id, code, at, recorded_at, source, actor_kind,
    actor_name, request_id)
  SELECT ${idOf(epochMs('s.at'), 'd', "d.no || '-' || day || '-' || s.code")}, $1, d.id, s.code, s.at,
    s.at, 'instrument', 'system', 'bench', 'bench'
  FROM unnest($3::uuid[]) WITH ORDINALITY d (id, no)
  CROSS JOIN generate_series(0, ${DAYS - 1}) day
  CROSS JOIN LATERAL (
    SELECT $2::timestamptz - interval '1 day' * (${DAYS} - day) + past AS at, code
    FROM (VALUES ('OP', interval '2 hours'), ('ID', interval '19 hours'),
      ('ES', CASE WHEN (day * 7 + d.no) % 9 = 0 THEN interval '6 hours' END),
      ('RS', CASE WHEN (day * 7 + d.no) % 9 = 0 THEN interval '6 hours 40 minutes' END)) v (code, past)
    WHERE past IS NOT NULL
  ) s WHERE s.at < $2`;

const CRITICAL = `b.state = 'published' AND b.t % 97 = 0`;
const criticalId = idOf(epochMs('b.released'), 'c', 'b.t');
const called = `b.resulted + interval '1 minute' * (3 + b.t % 53)`;

/** $1 the lab, $2 the analyte: of each 97 tests one is critical, and nearly all are called. */
export const CRITICALS_SQL = [
  `INSERT INTO criticals (id, lab_id, test_id, analyte_id, available_at, closed_at, closed_as, closed_by)
   SELECT ${criticalId}, $1, b.id, $2, b.resulted,
     CASE WHEN b.t % 5 > 0 THEN ${called} END,
     CASE WHEN b.t % 5 > 0 THEN 'CONFIRMED' END::critical_closing,
     CASE WHEN b.t % 5 > 0 THEN 'bench' END
   FROM bench_tests b WHERE ${CRITICAL}`,
  `INSERT INTO results (id, lab_id, test_id, analyte_id, value, numeric_value, critical,
     critical_basis, critical_id, status, available_at, source, actor_kind, actor_name)
   SELECT ${idOf(epochMs('b.released'), 'r', 'b.t')}, $1, b.id, $2, '7.1', 7.1, true, 'limit',
     ${criticalId}, 'final', b.resulted, 'instrument', 'system', 'bench'
   FROM bench_tests b WHERE ${CRITICAL}`,
] as const;

/** $1 the lab. */
export const CALLS_SQL = `
  INSERT INTO critical_notifications (id, lab_id, critical_id, outcome, notified_to, method,
    read_back, at, recorded_at, value, actor_kind, actor_name, request_id)
  SELECT ${idOf(epochMs('b.released'), 'n', 'b.t')}, $1, ${criticalId}, 'CONFIRMED', 'Ward', 'phone',
    true, ${called}, ${called}, '7.1', 'system', 'bench', 'bench'
  FROM bench_tests b WHERE ${CRITICAL} AND b.t % 5 > 0`;

/** What the triggers would have marked. */
export const STALE_SQL = `
  INSERT INTO figure_stale_days (lab_id, day)
  SELECT DISTINCT lab_id, figure_day(received_at, collected_at, created_at) FROM specimens
  WHERE lab_id = $1`;
