-- Who may do what. Run after every migration, and idempotent: roles made later get their rights then.
DO $$
DECLARE
  append_only text;
  queue_table record;
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'benchwatch_app') THEN
    GRANT USAGE ON SCHEMA public TO benchwatch_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO benchwatch_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO benchwatch_app;
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM benchwatch_app;
    -- Exports stream what BI tools read by SQL.
    GRANT USAGE ON SCHEMA reporting TO benchwatch_app;
    GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO benchwatch_app;

    -- History and audit are written once, and never again by anyone the app could be tricked into.
    FOREACH append_only IN ARRAY ARRAY[
      'test_transitions', 'audit_events', 'audit_seals', 'critical_notifications', 'notes',
      'signatures', 'device_state_changes', 'container_moves',
      'device_events', 'alert_events', 'notification_attempts', 'rule_set_versions'
    ] LOOP
      EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM benchwatch_app', append_only);
    END LOOP;

    -- … but for what the owner deletes on its behalf.
    REVOKE EXECUTE ON FUNCTION forget_alerts(integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION forget_alerts(integer) TO benchwatch_app;

    -- The job queue has row security without policies, which shuts out all but its owner.
    GRANT USAGE ON SCHEMA graphile_worker TO benchwatch_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO benchwatch_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO benchwatch_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO benchwatch_app;
    FOR queue_table IN
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity
    LOOP
      EXECUTE format('DROP POLICY IF EXISTS app ON graphile_worker.%I', queue_table.relname);
      EXECUTE format(
        'CREATE POLICY app ON graphile_worker.%I TO benchwatch_app USING (true) WITH CHECK (true)',
        queue_table.relname
      );
    END LOOP;
  END IF;

  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'benchwatch_reporting') THEN
    GRANT USAGE ON SCHEMA reporting TO benchwatch_reporting;
    GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO benchwatch_reporting;
  END IF;
END $$;
