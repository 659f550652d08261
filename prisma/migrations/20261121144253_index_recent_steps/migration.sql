-- The nearest parameters of a protocol: which sets there are, when each was last used, and those
-- of the latest steps, from the indexes alone.
DROP INDEX steps_protocol_idx;
CREATE INDEX steps_protocol_idx ON steps (lab_id, fct, device_id, parameters_key, usable_ms)
  INCLUDE (id, started_at)
  WHERE kind = 'PROCESS' AND usable_ms IS NOT NULL;
CREATE INDEX steps_recent_idx ON steps (lab_id, fct, device_id, started_at DESC, id DESC)
  INCLUDE (parameters_key)
  WHERE kind = 'PROCESS' AND usable_ms IS NOT NULL;
