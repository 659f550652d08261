-- The references of specimens, tests, history and results to states, assays, devices and the like are
-- checked once a statement instead of once a row and key. An import writes thousands of rows that
-- name the same few, and its foreign keys were more than half of what it cost the server; see
-- docs/decisions/16-references-by-statement.md. What stays a foreign key: a specimen's parent, a
-- test's specimen and the run it repeats, a transition's test and signature, a result's test and
-- critical.

-- Two of them are implied by others and go without a check of their own: a specimen's lab is the lab
-- of its state, and the specimen of a test's transition is that of the test.

CREATE FUNCTION refuse_missing(child text, reference text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of "%" names what its lab does not have: "%"', child, reference
    USING ERRCODE = 'foreign_key_violation', TABLE = child, CONSTRAINT = reference;
END $$;

-- The other half of such a reference: what is named stays. Arguments: the key's column, then tables
-- and columns that name it. Whoever names a row holds it with FOR KEY SHARE, so that a removal waits
-- for them and sees what they wrote; at other isolation levels it would not see it.
CREATE FUNCTION refuse_referenced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'rows of "%" are removed in a transaction of READ COMMITTED', TG_TABLE_NAME
      USING ERRCODE = 'feature_not_supported';
  END IF;
  FOR place IN 1 .. TG_NARGS - 1 BY 2 LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %I c WHERE c.lab_id = ($1).lab_id AND c.%I = ($1).%I)',
      TG_ARGV[place], TG_ARGV[place + 1], TG_ARGV[0]
    ) INTO named USING OLD;
    IF named THEN
      RAISE EXCEPTION 'a row of "%" is still named by "%"', TG_TABLE_NAME, TG_ARGV[place]
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_ARGV[place],
          CONSTRAINT = TG_ARGV[place] || '_lab_id_' || TG_ARGV[place + 1] || '_fkey';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- A test is born with its specimen's location, type and collection. What an import writes agrees
-- already: only looked at, without an update that finds nothing to do.
CREATE OR REPLACE FUNCTION copy_specimen_to_new_test() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM added a
  JOIN specimens s ON s.lab_id = a.lab_id AND s.id = a.specimen_id
  WHERE (a.location_id, a.specimen_type, a.collected_at, a.voided_at)
    IS DISTINCT FROM (s.location_id, s.specimen_type, s.collected_at, s.voided_at)
  LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE ordered_tests t
  SET location_id = s.location_id, specimen_type = s.specimen_type,
      collected_at = s.collected_at, voided_at = s.voided_at
  FROM added a
  JOIN specimens s ON s.lab_id = a.lab_id AND s.id = a.specimen_id
  WHERE t.id = a.id
    AND (a.location_id, a.specimen_type, a.collected_at, a.voided_at)
      IS DISTINCT FROM (s.location_id, s.specimen_type, s.collected_at, s.voided_at);
  RETURN NULL;
END $$;

-- A test stays on its specimen, on which its history names it.
CREATE FUNCTION refuse_another_specimen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a test stays on its specimen' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ordered_tests_stay BEFORE UPDATE OF lab_id, specimen_id ON ordered_tests
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.specimen_id <> NEW.specimen_id)
  EXECUTE FUNCTION refuse_another_specimen();

CREATE FUNCTION check_references_of_specimens() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing bigint;
BEGIN
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, state_key FROM written),
    held AS (SELECT FROM states p JOIN named n ON p.lab_id = n.lab_id AND p.key = n.state_key
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('specimens', 'specimens_lab_id_state_key_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, location_id FROM written WHERE location_id IS NOT NULL),
    held AS (SELECT FROM locations p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.location_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('specimens', 'specimens_lab_id_location_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, rejection_reason_id FROM written WHERE rejection_reason_id IS NOT NULL),
    held AS (SELECT FROM rejection_reasons p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.rejection_reason_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('specimens', 'specimens_lab_id_rejection_reason_id_fkey'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER specimens_check_references_of_new AFTER INSERT ON specimens
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_specimens();

CREATE TRIGGER specimens_check_references AFTER UPDATE ON specimens
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_specimens();

CREATE FUNCTION check_references_of_tests() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing bigint;
BEGIN
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, assay_id FROM written),
    held AS (SELECT FROM assays p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.assay_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('ordered_tests', 'ordered_tests_lab_id_assay_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, state_key FROM written),
    held AS (SELECT FROM states p JOIN named n ON p.lab_id = n.lab_id AND p.key = n.state_key
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('ordered_tests', 'ordered_tests_lab_id_state_key_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, device_id FROM written WHERE device_id IS NOT NULL),
    held AS (SELECT FROM devices p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.device_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('ordered_tests', 'ordered_tests_lab_id_device_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, location_id FROM written WHERE location_id IS NOT NULL),
    held AS (SELECT FROM locations p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.location_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('ordered_tests', 'ordered_tests_lab_id_location_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, error_code_id FROM written WHERE error_code_id IS NOT NULL),
    held AS (SELECT FROM error_codes p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.error_code_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('ordered_tests', 'ordered_tests_lab_id_error_code_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, rejection_reason_id FROM written WHERE rejection_reason_id IS NOT NULL),
    held AS (SELECT FROM rejection_reasons p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.rejection_reason_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('ordered_tests', 'ordered_tests_lab_id_rejection_reason_id_fkey'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ordered_tests_check_references_of_new AFTER INSERT ON ordered_tests
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_tests();

CREATE TRIGGER ordered_tests_check_references AFTER UPDATE ON ordered_tests
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_tests();

CREATE FUNCTION check_references_of_transitions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing bigint;
BEGIN
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, device_id FROM written WHERE device_id IS NOT NULL),
    held AS (SELECT FROM devices p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.device_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('test_transitions', 'test_transitions_lab_id_device_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, error_code_id FROM written WHERE error_code_id IS NOT NULL),
    held AS (SELECT FROM error_codes p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.error_code_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('test_transitions', 'test_transitions_lab_id_error_code_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, rejection_reason_id FROM written WHERE rejection_reason_id IS NOT NULL),
    held AS (SELECT FROM rejection_reasons p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.rejection_reason_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('test_transitions', 'test_transitions_lab_id_rejection_reason_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, import_id FROM written WHERE import_id IS NOT NULL),
    held AS (SELECT FROM imports p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.import_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('test_transitions', 'test_transitions_lab_id_import_id_fkey'); END IF;
  -- A row of a test names the specimen of that test, which the test's own key holds.
  PERFORM FROM written w JOIN ordered_tests t ON t.lab_id = w.lab_id AND t.id = w.test_id
  WHERE t.specimen_id <> w.specimen_id;
  IF FOUND THEN
    PERFORM refuse_missing('test_transitions', 'test_transitions_lab_id_specimen_id_fkey');
  END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, specimen_id FROM written WHERE test_id IS NULL),
    held AS (SELECT FROM specimens p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.specimen_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN
    PERFORM refuse_missing('test_transitions', 'test_transitions_lab_id_specimen_id_fkey');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER test_transitions_check_references AFTER INSERT ON test_transitions
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_transitions();

CREATE FUNCTION check_references_of_results() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing bigint;
BEGIN
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, analyte_id FROM written),
    held AS (SELECT FROM analytes p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.analyte_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('results', 'results_lab_id_analyte_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, device_id FROM written WHERE device_id IS NOT NULL),
    held AS (SELECT FROM devices p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.device_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('results', 'results_lab_id_device_id_fkey'); END IF;
  WITH named AS MATERIALIZED (SELECT DISTINCT lab_id, import_id FROM written WHERE import_id IS NOT NULL),
    held AS (SELECT FROM imports p JOIN named n ON p.lab_id = n.lab_id AND p.id = n.import_id
      FOR KEY SHARE OF p)
  SELECT (SELECT count(*) FROM named) - (SELECT count(*) FROM held) INTO missing;
  IF missing > 0 THEN PERFORM refuse_missing('results', 'results_lab_id_import_id_fkey'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER results_check_references_of_new AFTER INSERT ON results
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_results();

CREATE TRIGGER results_check_references AFTER UPDATE ON results
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION check_references_of_results();

ALTER TABLE specimens
  DROP CONSTRAINT specimens_lab_id_fkey,
  DROP CONSTRAINT specimens_lab_id_state_key_fkey,
  DROP CONSTRAINT specimens_lab_id_location_id_fkey,
  DROP CONSTRAINT specimens_lab_id_rejection_reason_id_fkey;

ALTER TABLE ordered_tests
  DROP CONSTRAINT ordered_tests_lab_id_assay_id_fkey,
  DROP CONSTRAINT ordered_tests_lab_id_state_key_fkey,
  DROP CONSTRAINT ordered_tests_lab_id_device_id_fkey,
  DROP CONSTRAINT ordered_tests_lab_id_location_id_fkey,
  DROP CONSTRAINT ordered_tests_lab_id_error_code_id_fkey,
  DROP CONSTRAINT ordered_tests_lab_id_rejection_reason_id_fkey;

ALTER TABLE test_transitions
  DROP CONSTRAINT test_transitions_lab_id_specimen_id_fkey,
  DROP CONSTRAINT test_transitions_lab_id_device_id_fkey,
  DROP CONSTRAINT test_transitions_lab_id_error_code_id_fkey,
  DROP CONSTRAINT test_transitions_lab_id_rejection_reason_id_fkey,
  DROP CONSTRAINT test_transitions_lab_id_import_id_fkey;

ALTER TABLE results
  DROP CONSTRAINT results_lab_id_analyte_id_fkey,
  DROP CONSTRAINT results_lab_id_device_id_fkey,
  DROP CONSTRAINT results_lab_id_import_id_fkey;

CREATE TRIGGER states_refuse_referenced AFTER DELETE ON states
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('key', 'specimens', 'state_key', 'ordered_tests', 'state_key');
CREATE TRIGGER states_refuse_renamed AFTER UPDATE ON states
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.key <> NEW.key)
  EXECUTE FUNCTION refuse_referenced('key', 'specimens', 'state_key', 'ordered_tests', 'state_key');

CREATE TRIGGER locations_refuse_referenced AFTER DELETE ON locations
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'specimens', 'location_id', 'ordered_tests', 'location_id');
CREATE TRIGGER locations_refuse_renamed AFTER UPDATE ON locations
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'specimens', 'location_id', 'ordered_tests', 'location_id');

CREATE TRIGGER rejection_reasons_refuse_referenced AFTER DELETE ON rejection_reasons
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'specimens', 'rejection_reason_id', 'ordered_tests', 'rejection_reason_id', 'test_transitions', 'rejection_reason_id');
CREATE TRIGGER rejection_reasons_refuse_renamed AFTER UPDATE ON rejection_reasons
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'specimens', 'rejection_reason_id', 'ordered_tests', 'rejection_reason_id', 'test_transitions', 'rejection_reason_id');

CREATE TRIGGER assays_refuse_referenced AFTER DELETE ON assays
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'ordered_tests', 'assay_id');
CREATE TRIGGER assays_refuse_renamed AFTER UPDATE ON assays
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'ordered_tests', 'assay_id');

CREATE TRIGGER devices_refuse_referenced AFTER DELETE ON devices
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'ordered_tests', 'device_id', 'test_transitions', 'device_id', 'results', 'device_id');
CREATE TRIGGER devices_refuse_renamed AFTER UPDATE ON devices
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'ordered_tests', 'device_id', 'test_transitions', 'device_id', 'results', 'device_id');

CREATE TRIGGER error_codes_refuse_referenced AFTER DELETE ON error_codes
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'ordered_tests', 'error_code_id', 'test_transitions', 'error_code_id');
CREATE TRIGGER error_codes_refuse_renamed AFTER UPDATE ON error_codes
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'ordered_tests', 'error_code_id', 'test_transitions', 'error_code_id');

CREATE TRIGGER imports_refuse_referenced AFTER DELETE ON imports
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'test_transitions', 'import_id', 'results', 'import_id');
CREATE TRIGGER imports_refuse_renamed AFTER UPDATE ON imports
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'test_transitions', 'import_id', 'results', 'import_id');

CREATE TRIGGER analytes_refuse_referenced AFTER DELETE ON analytes
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'results', 'analyte_id');
CREATE TRIGGER analytes_refuse_renamed AFTER UPDATE ON analytes
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'results', 'analyte_id');

CREATE TRIGGER specimens_refuse_referenced AFTER DELETE ON specimens
  FOR EACH ROW EXECUTE FUNCTION refuse_referenced('id', 'test_transitions', 'specimen_id');
CREATE TRIGGER specimens_refuse_renamed AFTER UPDATE ON specimens
  FOR EACH ROW WHEN (OLD.lab_id <> NEW.lab_id OR OLD.id <> NEW.id)
  EXECUTE FUNCTION refuse_referenced('id', 'test_transitions', 'specimen_id');