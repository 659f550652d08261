-- Views for tools that read SQL, and what /api/v1/exports streams. Names and columns stay as they are:
-- others build on them; lib/exports/dictionary.ts describes each, and a test compares.
-- A view reads with the rights of its owner, so who may read it needs none on the tables. No view
-- hides a row from anybody, so none is a security barrier; voided specimens are left out for all.

-- One row a test. Local time is the lab's. The lab's zone and headline segment are read once a lab:
-- OFFSET 0 keeps the planner from computing them once a row.
CREATE VIEW reporting.tests AS
SELECT
  lab.slug AS lab,
  t.lab_id AS lab_key,
  t.id AS test_key,
  t.specimen_id AS specimen_key,
  t.assay_id AS assay_key,
  t.device_id AS device_key,
  sp.number AS specimen_id,
  a.code AS assay,
  a.name AS assay_name,
  dep.name AS department,
  loc.name AS location,
  t.specimen_type,
  t.priority::text AS priority,
  t.run,
  t.state_key AS state,
  st.kind::text AS state_kind,
  dev.name AS device,
  t.operator,
  err.code AS error_code,
  rej.code AS rejection_reason,
  t.ordered_at,
  t.collected_at,
  t.received_at,
  t.started_at,
  t.resulted_at,
  t.verified_at,
  t.released_at,
  t.rejected_at,
  t.failed_at,
  t.amended_at,
  t.due_at,
  lab.segment,
  span.starts_at AS segment_started_at,
  span.ends_at AS segment_ended_at,
  round(date_part('epoch', span.ends_at - span.starts_at) * 1000) / 60000 AS turnaround_minutes,
  CASE
    WHEN t.due_at IS NULL OR standing.is_void THEN 'none'
    WHEN coalesce(span.ends_at, now()) > t.due_at THEN 'late'
    WHEN 100 * extract(epoch FROM coalesce(span.ends_at, now()) - span.starts_at)
      >= 80 * extract(epoch FROM t.due_at - span.starts_at) THEN '>=80%'
    ELSE 'within'
  END AS due_category,
  t.state_key = 'error' AS is_error,
  t.released_at IS NOT NULL AS is_completed,
  standing.is_void,
  (t.received_at AT TIME ZONE lab.time_zone)::date AS received_day,
  (t.released_at AT TIME ZONE lab.time_zone)::date AS released_day,
  extract(year FROM t.received_at AT TIME ZONE lab.time_zone)::int AS year,
  extract(quarter FROM t.received_at AT TIME ZONE lab.time_zone)::int AS quarter,
  extract(month FROM t.received_at AT TIME ZONE lab.time_zone)::int AS month,
  extract(isodow FROM t.received_at AT TIME ZONE lab.time_zone)::int AS weekday,
  extract(hour FROM t.received_at AT TIME ZONE lab.time_zone)::int AS hour,
  t.created_at,
  t.updated_at
FROM ordered_tests t
JOIN (
  SELECT id, slug, time_zone, segment,
    split_part(segment, '_to_', 1) AS start_verb, split_part(segment, '_to_', 2) AS end_verb
  FROM (
    SELECT *, coalesce(settings ->> 'headlineSegment', 'receive_to_release') AS segment FROM labs
  ) with_segment OFFSET 0
) lab ON lab.id = t.lab_id
LEFT JOIN states st ON st.lab_id = t.lab_id AND st.key = t.state_key
LEFT JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
LEFT JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
LEFT JOIN departments dep ON dep.lab_id = a.lab_id AND dep.id = a.department_id
LEFT JOIN locations loc ON loc.lab_id = t.lab_id AND loc.id = t.location_id
LEFT JOIN devices dev ON dev.lab_id = t.lab_id AND dev.id = t.device_id
LEFT JOIN error_codes err ON err.lab_id = t.lab_id AND err.id = t.error_code_id
LEFT JOIN rejection_reasons rej ON rej.lab_id = t.lab_id AND rej.id = t.rejection_reason_id
CROSS JOIN LATERAL (SELECT
  CASE lab.start_verb WHEN 'order' THEN t.ordered_at WHEN 'collect' THEN t.collected_at
    WHEN 'receive' THEN t.received_at WHEN 'start' THEN t.started_at
    WHEN 'result' THEN t.resulted_at WHEN 'verify' THEN t.verified_at END AS starts_at,
  CASE lab.end_verb WHEN 'collect' THEN t.collected_at
    WHEN 'receive' THEN t.received_at WHEN 'start' THEN t.started_at
    WHEN 'result' THEN t.resulted_at WHEN 'verify' THEN t.verified_at
    WHEN 'release' THEN t.released_at END AS ends_at
) span
-- What was released and invalidated later stays where it was counted.
CROSS JOIN LATERAL (SELECT st.kind = 'void' AND t.released_at IS NULL AS is_void) standing
WHERE t.voided_at IS NULL;

-- One row a specimen. Its turnaround is the complete report's: from its first start to the last end
-- of its tests that are not void. A retest of what was released does not take the report back.
CREATE VIEW reporting.specimens AS
SELECT
  lab.slug AS lab,
  sp.lab_id AS lab_key,
  sp.id AS specimen_key,
  sp.number AS specimen_id,
  sp.specimen_type,
  loc.name AS location,
  sp.priority::text AS priority,
  sp.state_key AS state,
  st.kind::text AS state_kind,
  parent.number AS parent_specimen_id,
  sp.relation::text AS relation,
  rej.code AS rejection_reason,
  report.tests,
  report.tests_completed,
  report.tests_void,
  sp.collected_at,
  sp.received_at,
  report.released_at,
  sp.rejected_at,
  report.due_at,
  lab.segment,
  span.starts_at AS segment_started_at,
  report.segment_ended_at,
  round(date_part('epoch', report.segment_ended_at - span.starts_at) * 1000) / 60000
    AS turnaround_minutes,
  CASE
    WHEN report.due_at IS NULL THEN 'none'
    WHEN coalesce(report.segment_ended_at, now()) > report.due_at THEN 'late'
    WHEN 100 * extract(epoch FROM coalesce(report.segment_ended_at, now()) - span.starts_at)
      >= 80 * extract(epoch FROM report.due_at - span.starts_at) THEN '>=80%'
    ELSE 'within'
  END AS due_category,
  sp.state_key = 'error' AS is_error,
  report.released_at IS NOT NULL AS is_completed,
  st.kind = 'void' AND report.released_at IS NULL AS is_void,
  (sp.received_at AT TIME ZONE lab.time_zone)::date AS received_day,
  (report.released_at AT TIME ZONE lab.time_zone)::date AS released_day,
  extract(year FROM sp.received_at AT TIME ZONE lab.time_zone)::int AS year,
  extract(quarter FROM sp.received_at AT TIME ZONE lab.time_zone)::int AS quarter,
  extract(month FROM sp.received_at AT TIME ZONE lab.time_zone)::int AS month,
  extract(isodow FROM sp.received_at AT TIME ZONE lab.time_zone)::int AS weekday,
  extract(hour FROM sp.received_at AT TIME ZONE lab.time_zone)::int AS hour,
  sp.created_at,
  sp.updated_at
FROM specimens sp
JOIN (
  SELECT id, slug, time_zone, segment, split_part(segment, '_to_', 1) AS start_verb
  FROM (
    SELECT *, coalesce(settings ->> 'headlineSegment', 'receive_to_release') AS segment FROM labs
  ) with_segment OFFSET 0
) lab ON lab.id = sp.lab_id
LEFT JOIN states st ON st.lab_id = sp.lab_id AND st.key = sp.state_key
LEFT JOIN locations loc ON loc.lab_id = sp.lab_id AND loc.id = sp.location_id
LEFT JOIN specimens parent ON parent.lab_id = sp.lab_id AND parent.id = sp.parent_id
LEFT JOIN rejection_reasons rej ON rej.lab_id = sp.lab_id AND rej.id = sp.rejection_reason_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS tests,
    (count(*) FILTER (WHERE t.is_completed))::int AS tests_completed,
    (count(*) FILTER (WHERE t.is_void))::int AS tests_void,
    min(t.segment_started_at) FILTER (WHERE in_report) AS starts_at,
    CASE WHEN bool_and(t.segment_ended_at IS NOT NULL) FILTER (WHERE in_report)
      THEN max(t.segment_ended_at) FILTER (WHERE in_report) END AS segment_ended_at,
    CASE WHEN bool_and(t.is_completed) FILTER (WHERE in_report)
      THEN max(t.released_at) FILTER (WHERE in_report) END AS released_at,
    max(t.due_at) FILTER (WHERE in_report) AS due_at
  FROM reporting.tests t
  CROSS JOIN LATERAL (SELECT NOT t.is_void AND (t.run = 1 OR NOT EXISTS (
    SELECT FROM ordered_tests before WHERE before.lab_id = t.lab_key
      AND before.specimen_id = t.specimen_key AND before.assay_id = t.assay_key
      AND before.run < t.run AND before.released_at IS NOT NULL)) AS in_report) counted
  WHERE t.lab_key = sp.lab_id AND t.specimen_key = sp.id
) report
CROSS JOIN LATERAL (SELECT CASE lab.start_verb WHEN 'collect' THEN sp.collected_at
  WHEN 'receive' THEN sp.received_at ELSE report.starts_at END AS starts_at) span
WHERE sp.voided_at IS NULL;

-- One row for each stay of a test on a device, ended by submit or fail. An imported test is one
-- attempt each time a file says that it came to an end, at processed_at, else received_at.
CREATE VIEW reporting.attempts AS
SELECT
  lab.slug AS lab,
  x.lab_id AS lab_key,
  x.id AS attempt_key,
  x.test_id AS test_key,
  t.assay_id AS assay_key,
  x.device_id AS device_key,
  sp.number AS specimen_id,
  a.code AS assay,
  dev.name AS device,
  x.operator,
  ended.at AS ended_at,
  ended.failed,
  CASE WHEN ended.failed THEN err.code END AS error_code,
  x.source::text AS source,
  (ended.at AT TIME ZONE lab.time_zone)::date AS day
FROM test_transitions x
JOIN labs lab ON lab.id = x.lab_id
JOIN ordered_tests t ON t.lab_id = x.lab_id AND t.id = x.test_id AND t.voided_at IS NULL
LEFT JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
LEFT JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
LEFT JOIN devices dev ON dev.lab_id = x.lab_id AND dev.id = x.device_id
LEFT JOIN error_codes err ON err.lab_id = x.lab_id AND err.id = x.error_code_id
CROSS JOIN LATERAL (SELECT
  CASE x.action WHEN 'import' THEN x.to_state = 'error' ELSE x.action = 'fail' END AS failed,
  CASE x.action WHEN 'import' THEN coalesce(
      (x.stamps ->> CASE x.to_state WHEN 'error' THEN 'failed' ELSE 'released' END)::timestamptz,
      t.received_at, x.occurred_at)
    ELSE x.occurred_at END AS at
) ended
WHERE x.action IN ('submit', 'fail') OR (
  x.action = 'import'
  AND x.to_state IN ('error', 'submitted', 'verified', 'published')
  AND (x.from_state IS NULL OR CASE x.to_state
    WHEN 'error' THEN x.from_state <> 'error'
    ELSE x.from_state NOT IN ('submitted', 'verified', 'published') END));

CREATE VIEW reporting.assays AS
SELECT
  lab.slug AS lab,
  a.lab_id AS lab_key,
  a.id AS assay_key,
  a.code AS assay,
  a.name,
  dep.name AS department,
  a.loinc,
  a.autoverify,
  a.active,
  a.created_at
FROM assays a
JOIN labs lab ON lab.id = a.lab_id
LEFT JOIN departments dep ON dep.lab_id = a.lab_id AND dep.id = a.department_id;

CREATE VIEW reporting.devices AS
SELECT
  lab.slug AS lab,
  d.lab_id AS lab_key,
  d.id AS device_key,
  d.name AS device,
  d.type,
  d.retired_at IS NULL AS active,
  d.retired_at,
  d.created_at,
  coalesce(work.tests, 0) AS tests,
  coalesce(work.tests_completed, 0) AS tests_completed,
  coalesce(tried.attempts, 0) AS attempts,
  coalesce(tried.attempts_failed, 0) AS attempts_failed,
  tried.attempts_failed::float8 / tried.attempts AS error_rate,
  tried.last_attempt_at
FROM devices d
JOIN labs lab ON lab.id = d.lab_id
LEFT JOIN (
  SELECT lab_id, device_id, count(*)::int AS tests, count(released_at)::int AS tests_completed
  FROM ordered_tests WHERE voided_at IS NULL GROUP BY 1, 2
) work ON work.lab_id = d.lab_id AND work.device_id = d.id
LEFT JOIN (
  SELECT lab_key, device_key, count(*)::int AS attempts,
    (count(*) FILTER (WHERE failed))::int AS attempts_failed, max(ended_at) AS last_attempt_at
  FROM reporting.attempts GROUP BY 1, 2
) tried ON tried.lab_key = d.lab_id AND tried.device_key = d.id;

-- One row a day of the lab (scope all), and one a day and assay (scope assay), of the days on which
-- anything happened. What happened is laid out as facts, each on the day it belongs to.
CREATE VIEW reporting.daily_metrics AS
WITH fact AS (
  -- Finished: by the end of the headline segment.
  SELECT t.lab_key, (t.segment_ended_at AT TIME ZONE lab.time_zone)::date AS day, t.assay_key,
    'finished' AS what,
    CASE WHEN t.segment_ended_at >= t.segment_started_at
      THEN round(date_part('epoch', t.segment_ended_at - t.segment_started_at) * 1000) END AS ms,
    t.segment_started_at IS NULL AS missing,
    t.segment_ended_at <= t.due_at AS in_time,
    NULL::uuid AS specimen_key
  FROM reporting.tests t JOIN labs lab ON lab.id = t.lab_key
  WHERE t.segment_ended_at IS NOT NULL AND NOT t.is_void
  UNION ALL
  -- Begun, and still open or void: by the start of the headline segment.
  SELECT t.lab_key, (t.segment_started_at AT TIME ZONE lab.time_zone)::date, t.assay_key,
    CASE WHEN t.is_void THEN 'void' ELSE 'unfinished' END, NULL, NULL, NULL, NULL
  FROM reporting.tests t JOIN labs lab ON lab.id = t.lab_key
  WHERE t.segment_started_at IS NOT NULL AND (t.is_void OR t.segment_ended_at IS NULL)
  UNION ALL
  -- Of a voided specimen, which is in no other view.
  SELECT t.lab_id, (span.starts_at AT TIME ZONE lab.time_zone)::date, t.assay_id,
    'void', NULL, NULL, NULL, NULL
  FROM ordered_tests t JOIN labs lab ON lab.id = t.lab_id
  CROSS JOIN LATERAL (SELECT CASE split_part(
      coalesce(lab.settings ->> 'headlineSegment', 'receive_to_release'), '_to_', 1)
    WHEN 'order' THEN t.ordered_at WHEN 'collect' THEN t.collected_at
    WHEN 'receive' THEN t.received_at WHEN 'start' THEN t.started_at
    WHEN 'result' THEN t.resulted_at WHEN 'verify' THEN t.verified_at END AS starts_at) span
  WHERE t.voided_at IS NOT NULL AND span.starts_at IS NOT NULL
  UNION ALL
  -- Fell due, and had not become void before: by its rejection, which may have been corrected, else
  -- by the last step into the state it is in.
  SELECT t.lab_key, (t.due_at AT TIME ZONE lab.time_zone)::date, t.assay_key,
    'due', NULL, NULL, coalesce(t.segment_ended_at <= t.due_at, false), NULL
  FROM reporting.tests t JOIN labs lab ON lab.id = t.lab_key
  WHERE t.due_at <= now() AND CASE WHEN t.is_void THEN coalesce(
    CASE WHEN NOT EXISTS (
      SELECT FROM test_transitions x JOIN states s ON s.lab_id = x.lab_id AND s.key = x.from_state
      WHERE x.lab_id = t.lab_key AND x.specimen_id = t.specimen_key
        AND coalesce(x.test_id, t.test_key) = t.test_key AND s.kind = 'void'
    ) THEN t.rejected_at END,
    (SELECT x.occurred_at FROM test_transitions x
      WHERE x.lab_id = t.lab_key AND x.specimen_id = t.specimen_key
        AND coalesce(x.test_id, t.test_key) = t.test_key AND x.to_state = t.state
      ORDER BY x.sequence DESC LIMIT 1),
    t.rejected_at) >= t.due_at ELSE true END
  UNION ALL
  SELECT t.lab_key, t.received_day, t.assay_key, 'received', NULL, NULL, NULL, NULL
  FROM reporting.tests t WHERE t.received_at IS NOT NULL
  UNION ALL
  SELECT t.lab_key, t.released_day, t.assay_key, 'released', NULL, NULL, NULL, NULL
  FROM reporting.tests t WHERE t.released_at IS NOT NULL
  UNION ALL
  SELECT e.lab_key, e.day, e.assay_key, CASE WHEN e.failed THEN 'failed' ELSE 'submitted' END,
    NULL, NULL, NULL, NULL
  FROM reporting.attempts e
  UNION ALL
  -- A specimen is presented when it comes, or is rejected without having come; once under each of
  -- its assays, and once for the day.
  SELECT sp.lab_id, (coalesce(sp.received_at, sp.rejected_at) AT TIME ZONE lab.time_zone)::date,
    t.assay_id, CASE WHEN sp.state_key = 'rejected' THEN 'turned away' ELSE 'taken in' END,
    NULL, NULL, NULL, sp.id
  FROM specimens sp
  JOIN labs lab ON lab.id = sp.lab_id
  LEFT JOIN ordered_tests t ON t.lab_id = sp.lab_id AND t.specimen_id = sp.id
  WHERE sp.voided_at IS NULL AND (
    sp.received_at IS NOT NULL OR (sp.rejected_at IS NOT NULL AND sp.state_key = 'rejected'))
), figure AS (
  SELECT lab_key, day, assay_key, grouping(assay_key) = 1 AS whole_day,
    count(*) FILTER (WHERE what = 'received') AS tests_received,
    count(*) FILTER (WHERE what = 'released') AS tests_released,
    count(*) FILTER (WHERE what IN ('failed', 'submitted')) AS attempts,
    count(*) FILTER (WHERE what = 'failed') AS attempts_failed,
    count(DISTINCT specimen_key) AS specimens_presented,
    count(DISTINCT specimen_key) FILTER (WHERE what = 'turned away') AS specimens_rejected,
    count(ms) AS n,
    count(*) FILTER (WHERE what = 'finished' AND ms IS NULL AND NOT missing) AS negative,
    count(*) FILTER (WHERE missing) AS missing,
    count(*) FILTER (WHERE what = 'unfinished') AS unfinished,
    count(*) FILTER (WHERE what = 'void') AS void,
    avg(ms) AS mean, min(ms) AS min, max(ms) AS max,
    percentile_cont(ARRAY[0.5, 0.9, 0.95, 0.99]::float8[]) WITHIN GROUP (ORDER BY ms) AS p,
    count(ms) FILTER (WHERE what = 'finished' AND in_time IS NOT NULL) AS with_target,
    count(ms) FILTER (WHERE what = 'finished' AND in_time) AS within_target,
    count(*) FILTER (WHERE what = 'due') AS due,
    count(*) FILTER (WHERE what = 'due' AND in_time) AS on_time
  FROM fact
  GROUP BY GROUPING SETS ((lab_key, day), (lab_key, day, assay_key))
)
SELECT
  lab.slug AS lab,
  f.lab_key,
  f.day,
  CASE WHEN f.whole_day THEN 'all' ELSE 'assay' END AS scope,
  f.assay_key,
  a.code AS assay,
  extract(year FROM f.day)::int AS year,
  extract(quarter FROM f.day)::int AS quarter,
  extract(month FROM f.day)::int AS month,
  extract(isodow FROM f.day)::int AS weekday,
  f.tests_received::int AS tests_received,
  f.tests_released::int AS tests_released,
  f.attempts::int AS attempts,
  f.attempts_failed::int AS attempts_failed,
  f.specimens_presented::int AS specimens_presented,
  f.specimens_rejected::int AS specimens_rejected,
  coalesce(lab.settings ->> 'headlineSegment', 'receive_to_release') AS segment,
  f.n::int AS n,
  f.negative::int AS negative,
  f.missing::int AS missing,
  f.unfinished::int AS unfinished,
  f.void::int AS void,
  f.mean / 60000 AS mean_minutes,
  f.min / 60000 AS min_minutes,
  f.max / 60000 AS max_minutes,
  f.p[1] / 60000 AS p50_minutes,
  f.p[2] / 60000 AS p90_minutes,
  f.p[3] / 60000 AS p95_minutes,
  f.p[4] / 60000 AS p99_minutes,
  f.with_target::int AS with_target,
  f.within_target::int AS within_target,
  f.due::int AS due,
  f.on_time::int AS on_time
FROM figure f
JOIN labs lab ON lab.id = f.lab_key
LEFT JOIN assays a ON a.lab_id = f.lab_key AND a.id = f.assay_key
-- A tube without a test belongs to its day alone.
WHERE f.whole_day OR f.assay_key IS NOT NULL;
