-- When a rule's alerts fired last: one look at the end of an index.
CREATE INDEX alerts_fired_idx ON alerts (lab_id, rule_id, fired_at) WHERE fired_at IS NOT NULL;
-- What waited to fire and was over before it did says nothing a week later. What a person wrote stays.
CREATE INDEX alerts_never_fired_idx ON alerts (resolved_at)
  WHERE fired_at IS NULL AND resolved_at IS NOT NULL;
CREATE FUNCTION keep_alert_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.actor_kind = 'system' AND EXISTS (
    SELECT FROM alerts a WHERE a.lab_id = OLD.lab_id AND a.id = OLD.alert_id
      AND a.fired_at IS NULL AND a.resolved_at < now() - interval '7 days'
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER alert_events_append_only ON alert_events;
CREATE TRIGGER alert_events_append_only BEFORE UPDATE OR DELETE ON alert_events
  FOR EACH ROW EXECUTE FUNCTION keep_alert_events();
-- With the owner's rights, as the application may delete no history. Answers how many are gone.
CREATE FUNCTION forget_alerts(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  old uuid[];
BEGIN
  SELECT coalesce(array_agg(id), '{}') INTO old FROM (
    SELECT a.id FROM public.alerts a
    WHERE a.fired_at IS NULL AND a.resolved_at < now() - interval '7 days'
      AND NOT EXISTS (SELECT FROM public.alert_events e
        WHERE e.lab_id = a.lab_id AND e.alert_id = a.id AND e.actor_kind <> 'system')
    ORDER BY a.resolved_at LIMIT most FOR UPDATE SKIP LOCKED
  ) AS found;
  DELETE FROM public.alert_events e USING public.alerts a
    WHERE a.id = ANY(old) AND e.lab_id = a.lab_id AND e.alert_id = a.id;
  DELETE FROM public.alerts WHERE id = ANY(old);
  RETURN cardinality(old);
END $$;
