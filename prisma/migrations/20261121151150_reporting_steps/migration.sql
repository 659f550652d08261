-- One row a step, with the names of all that it refers to.
CREATE VIEW reporting.steps AS
SELECT
  lab.slug AS lab,
  s.lab_id AS lab_key,
  s.id AS step_key,
  s.device_id AS device_key,
  s.container_id AS container_key,
  s.experiment_id AS experiment_key,
  e.process_id AS process_key,
  s.kind::text AS kind,
  s.name,
  s.fct,
  d.name AS device,
  c.barcode AS container_barcode,
  c.name AS container,
  p.name AS process,
  p.version AS process_version,
  origin.name AS origin_device,
  s.origin_slot AS origin_position,
  target.name AS target_device,
  s.target_slot AS target_position,
  s.started_at,
  s.finished_at,
  extract(epoch FROM s.finished_at - s.started_at)::float8 AS seconds,
  s.status,
  s.finished_at IS NULL AS is_running,
  s.finished_at IS NOT NULL AND lower(s.status) NOT IN ('completed', 'finished', 'success')
    AS is_failed,
  s.simulated,
  s.move_id IS NOT NULL AS is_linked,
  (s.started_at AT TIME ZONE lab.time_zone)::date AS day,
  s.created_at
FROM steps s
JOIN labs lab ON lab.id = s.lab_id
LEFT JOIN devices d ON d.lab_id = s.lab_id AND d.id = s.device_id
LEFT JOIN containers c ON c.lab_id = s.lab_id AND c.id = s.container_id
LEFT JOIN experiments e ON e.lab_id = s.lab_id AND e.id = s.experiment_id
LEFT JOIN processes p ON p.lab_id = e.lab_id AND p.id = e.process_id
LEFT JOIN devices origin ON origin.lab_id = s.lab_id AND origin.id = s.origin_device_id
LEFT JOIN devices target ON target.lab_id = s.lab_id AND target.id = s.target_device_id;
