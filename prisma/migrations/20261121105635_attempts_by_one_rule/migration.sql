-- What an attempt is, for figures and reports alike: one stay of a test on a device, ended by submit or
-- fail. What is failed after it was submitted is one that failed. Of imported work each row that
-- brought an end is one; newer rows of an import that say more of the same stay correct it.
CREATE VIEW test_attempts AS
SELECT t.lab_id, t.id AS test_id, x.id, x.sequence, x.failed, x.device_id, x.error_code_id,
  x.operator, x.source, x.ended_at
FROM ordered_tests t
JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
CROSS JOIN LATERAL (
  SELECT x.id, x.sequence, x.failed, x.source, coalesce(x.operator, t.operator) AS operator,
    CASE WHEN NOT x.failed THEN NULL WHEN x.stands THEN t.error_code_id ELSE x.error END
      AS error_code_id,
    CASE WHEN x.stands THEN t.device_id
      ELSE coalesce(x.own_device, x.devices[cardinality(x.devices)], t.device_id) END AS device_id,
    CASE WHEN x.action <> 'import' THEN x.occurred_at
      WHEN x.to_state = 'published' THEN coalesce(t.released_at, t.received_at, sp.received_at)
      WHEN NOT x.stands THEN x.occurred_at
      WHEN x.failed THEN coalesce(t.failed_at, t.received_at, sp.received_at)
      ELSE coalesce(t.resulted_at, t.received_at, sp.received_at) END AS ended_at
  FROM (
    SELECT h.id, h.sequence, h.action, h.moved, h.from_state, h.to_state, h.failed, h.devices,
      h.next_action, h.operator, h.source,
      h.action = 'import' AND h.next_action IS NULL AS stands,
      CASE WHEN h.action = 'import' THEN last_value(h.occurred_at) OVER w
        ELSE h.occurred_at END AS occurred_at,
      CASE WHEN h.action = 'import' THEN last_value(h.error) OVER w ELSE h.error END AS error,
      CASE WHEN h.action = 'import' THEN last_value(h.own_device) OVER w
        ELSE h.own_device END AS own_device
    FROM (
      SELECT h.*, count(*) FILTER (WHERE h.moved) OVER s AS stay,
        array_agg(h.own_device) FILTER (WHERE h.own_device IS NOT NULL) OVER s AS devices,
        -- The next step: what was said in between of a time or a note ends no stay.
        (array_agg(h.action) FILTER (WHERE h.moved) OVER (
          s ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING))[1] AS next_action
      FROM (
        SELECT h.id, h.sequence, h.action, h.occurred_at, h.from_state, h.to_state,
          h.operator, h.source::text AS source, h.to_state = 'error' AS failed,
          h.error_code_id AS error, h.device_id AS own_device,
          h.to_state IS NOT NULL AND h.to_state IS DISTINCT FROM h.from_state AS moved
        FROM test_transitions h
        WHERE h.lab_id = t.lab_id AND h.specimen_id = t.specimen_id
          AND coalesce(h.test_id, t.id) = t.id
      ) h
      WINDOW s AS (ORDER BY h.sequence)
    ) h
    -- The newest row that an import gave of the same stay.
    WINDOW w AS (PARTITION BY h.stay ORDER BY h.action = 'import', h.sequence
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
  ) x
  WHERE x.moved AND (x.action = 'fail'
    OR (x.action = 'submit' AND x.next_action IS DISTINCT FROM 'fail')
    OR (x.action = 'import' AND x.to_state IN ('error', 'submitted', 'verified', 'published')
      AND x.next_action IS DISTINCT FROM 'fail'
      AND coalesce(x.from_state, '') NOT IN ('submitted', 'verified')))
) x
WHERE x.ended_at IS NOT NULL;

CREATE OR REPLACE VIEW reporting.attempts AS
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
  x.ended_at,
  x.failed,
  err.code AS error_code,
  x.source,
  (x.ended_at AT TIME ZONE lab.time_zone)::date AS day
FROM test_attempts x
JOIN labs lab ON lab.id = x.lab_id
JOIN ordered_tests t ON t.lab_id = x.lab_id AND t.id = x.test_id AND t.voided_at IS NULL
LEFT JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
LEFT JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
LEFT JOIN devices dev ON dev.lab_id = x.lab_id AND dev.id = x.device_id
LEFT JOIN error_codes err ON err.lab_id = x.lab_id AND err.id = x.error_code_id;
