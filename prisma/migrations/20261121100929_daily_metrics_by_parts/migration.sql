-- The same figures, in a form that lets a condition on lab or day reach the tables: counts and
-- percentiles are made apart (only the latter need a sort), and whole days add up their assays.
CREATE OR REPLACE VIEW reporting.daily_metrics AS
WITH counted AS NOT MATERIALIZED (
  SELECT lab_key, received_day AS day, assay_key, 'received' AS what, NULL::boolean AS in_time,
    count(*) AS tests
  FROM reporting.tests WHERE received_day IS NOT NULL GROUP BY 1, 2, 3
  UNION ALL
  SELECT lab_key, released_day, assay_key, 'released', NULL, count(*)
  FROM reporting.tests WHERE released_day IS NOT NULL GROUP BY 1, 2, 3
  UNION ALL
  -- By the end of the headline segment: what is in the percentiles, and what is left out.
  SELECT t.lab_key, (t.segment_ended_at AT TIME ZONE lab.time_zone)::date, t.assay_key,
    CASE WHEN t.segment_started_at IS NULL THEN 'missing'
      WHEN t.segment_ended_at < t.segment_started_at THEN 'negative' ELSE 'finished' END,
    t.segment_ended_at <= t.due_at, count(*)
  FROM reporting.tests t JOIN labs lab ON lab.id = t.lab_key
  WHERE t.segment_ended_at IS NOT NULL AND NOT t.is_void GROUP BY 1, 2, 3, 4, 5
  UNION ALL
  -- By its start: what is void, and what has not ended.
  SELECT t.lab_key, (t.segment_started_at AT TIME ZONE lab.time_zone)::date, t.assay_key,
    CASE WHEN t.is_void THEN 'void' ELSE 'unfinished' END, NULL, count(*)
  FROM reporting.tests t JOIN labs lab ON lab.id = t.lab_key
  WHERE t.segment_started_at IS NOT NULL AND (t.is_void OR t.segment_ended_at IS NULL)
  GROUP BY 1, 2, 3, 4
  UNION ALL
  -- Tests of voided specimens, which are in no other view.
  SELECT t.lab_id, (span.starts_at AT TIME ZONE lab.time_zone)::date, t.assay_id, 'void', NULL,
    count(*)
  FROM ordered_tests t JOIN labs lab ON lab.id = t.lab_id
  CROSS JOIN LATERAL (SELECT CASE split_part(
      coalesce(lab.settings ->> 'headlineSegment', 'receive_to_release'), '_to_', 1)
    WHEN 'order' THEN t.ordered_at WHEN 'collect' THEN t.collected_at
    WHEN 'receive' THEN t.received_at WHEN 'start' THEN t.started_at
    WHEN 'result' THEN t.resulted_at WHEN 'verify' THEN t.verified_at END AS starts_at) span
  WHERE t.voided_at IS NOT NULL AND span.starts_at IS NOT NULL
  GROUP BY 1, 2, 3
  UNION ALL
  -- By its due time, unless it had become void before: by its rejection, which may have been
  -- corrected, else by the last step into the state it is in.
  SELECT t.lab_key, (t.due_at AT TIME ZONE lab.time_zone)::date, t.assay_key, 'due',
    coalesce(t.segment_ended_at <= t.due_at, false), count(*)
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
  GROUP BY 1, 2, 3, 5
  UNION ALL
  SELECT lab_key, day, assay_key, CASE WHEN failed THEN 'failed' ELSE 'submitted' END, NULL,
    count(*)
  FROM reporting.attempts GROUP BY 1, 2, 3, 4
), presented AS NOT MATERIALIZED (
  -- A specimen is presented when it comes, or is rejected without having come.
  SELECT sp.lab_id AS lab_key, sp.id AS specimen_key, sp.state_key = 'rejected' AS rejected,
    (coalesce(sp.received_at, sp.rejected_at) AT TIME ZONE lab.time_zone)::date AS day
  FROM specimens sp JOIN labs lab ON lab.id = sp.lab_id
  WHERE sp.voided_at IS NULL AND (
    sp.received_at IS NOT NULL OR (sp.rejected_at IS NOT NULL AND sp.state_key = 'rejected'))
), part AS NOT MATERIALIZED (
  SELECT c.lab_key, c.day, scope.whole, CASE WHEN NOT scope.whole THEN c.assay_key END AS assay_key,
    coalesce(sum(tests) FILTER (WHERE what = 'received'), 0) AS tests_received,
    coalesce(sum(tests) FILTER (WHERE what = 'released'), 0) AS tests_released,
    coalesce(sum(tests) FILTER (WHERE what IN ('failed', 'submitted')), 0) AS attempts,
    coalesce(sum(tests) FILTER (WHERE what = 'failed'), 0) AS attempts_failed,
    0 AS specimens_presented, 0 AS specimens_rejected,
    coalesce(sum(tests) FILTER (WHERE what = 'finished'), 0) AS n,
    coalesce(sum(tests) FILTER (WHERE what = 'negative'), 0) AS negative,
    coalesce(sum(tests) FILTER (WHERE what = 'missing'), 0) AS missing,
    coalesce(sum(tests) FILTER (WHERE what = 'unfinished'), 0) AS unfinished,
    coalesce(sum(tests) FILTER (WHERE what = 'void'), 0) AS void,
    coalesce(sum(tests) FILTER (WHERE what = 'finished' AND in_time IS NOT NULL), 0) AS with_target,
    coalesce(sum(tests) FILTER (WHERE what = 'finished' AND in_time), 0) AS within_target,
    coalesce(sum(tests) FILTER (WHERE what = 'due'), 0) AS due,
    coalesce(sum(tests) FILTER (WHERE what = 'due' AND in_time), 0) AS on_time,
    NULL::float8 AS mean, NULL::float8 AS min, NULL::float8 AS max, NULL::float8[] AS p
  FROM counted c CROSS JOIN (VALUES (true), (false)) scope(whole)
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT lab_key, day, whole, assay_key, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    avg(ms), min(ms), max(ms),
    percentile_cont(ARRAY[0.5, 0.9, 0.95, 0.99]::float8[]) WITHIN GROUP (ORDER BY ms)
  FROM (
    SELECT t.lab_key, (t.segment_ended_at AT TIME ZONE lab.time_zone)::date AS day, scope.whole,
      CASE WHEN NOT scope.whole THEN t.assay_key END AS assay_key,
      round(date_part('epoch', t.segment_ended_at - t.segment_started_at) * 1000) AS ms
    FROM reporting.tests t
    JOIN labs lab ON lab.id = t.lab_key
    CROSS JOIN (VALUES (true), (false)) scope(whole)
    WHERE t.segment_ended_at >= t.segment_started_at AND NOT t.is_void
  ) finished
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT lab_key, day, true, NULL, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE rejected),
    0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL
  FROM presented GROUP BY 1, 2
  UNION ALL
  -- Once under each of its assays.
  SELECT lab_key, day, false, assay_key, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE rejected),
    0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL
  FROM (
    SELECT DISTINCT p.lab_key, p.day, p.specimen_key, p.rejected, t.assay_id AS assay_key
    FROM presented p
    JOIN ordered_tests t ON t.lab_id = p.lab_key AND t.specimen_id = p.specimen_key
  ) once
  GROUP BY 1, 2, 4
), figure AS NOT MATERIALIZED (
  SELECT lab_key, day, whole, assay_key,
    sum(tests_received) AS tests_received, sum(tests_released) AS tests_released,
    sum(attempts) AS attempts, sum(attempts_failed) AS attempts_failed,
    sum(specimens_presented) AS specimens_presented, sum(specimens_rejected) AS specimens_rejected,
    sum(n) AS n, sum(negative) AS negative, sum(missing) AS missing,
    sum(unfinished) AS unfinished, sum(void) AS void,
    sum(with_target) AS with_target, sum(within_target) AS within_target,
    sum(due) AS due, sum(on_time) AS on_time,
    -- One part alone has these.
    max(mean) AS mean, max(min) AS min, max(max) AS max, max(p) AS p
  FROM part GROUP BY 1, 2, 3, 4
)
SELECT
  lab.slug AS lab,
  f.lab_key,
  f.day,
  CASE WHEN f.whole THEN 'all' ELSE 'assay' END AS scope,
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
LEFT JOIN assays a ON a.lab_id = f.lab_key AND a.id = f.assay_key;
