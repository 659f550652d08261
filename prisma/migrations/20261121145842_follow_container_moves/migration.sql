-- CreateIndex
CREATE INDEX "container_moves_lab_id_container_id_thing_sequence_idx" ON "container_moves"("lab_id", "container_id", "thing", "sequence");

-- A container, and its lid, leave from where they are: each row of history begins where the one
-- before it ended, and none is left out.
CREATE FUNCTION check_container_move() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last container_moves%ROWTYPE;
BEGIN
  SELECT * INTO last FROM container_moves
  WHERE lab_id = NEW.lab_id AND container_id = NEW.container_id AND thing = NEW.thing
    AND sequence < NEW.sequence
  ORDER BY sequence DESC LIMIT 1;
  IF last.to_device_id IS DISTINCT FROM NEW.from_device_id OR last.to_slot IS DISTINCT FROM NEW.from_slot THEN
    RAISE EXCEPTION 'the % of container % is not where it is said to leave from', NEW.thing, NEW.container_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'container_moves_follow_check';
  END IF;
  IF NEW.sequence > 1 AND NOT EXISTS (
    SELECT FROM container_moves
    WHERE lab_id = NEW.lab_id AND container_id = NEW.container_id AND sequence = NEW.sequence - 1
  ) THEN
    RAISE EXCEPTION 'the history of container % has a gap before %', NEW.container_id, NEW.sequence
      USING ERRCODE = 'check_violation', CONSTRAINT = 'container_moves_gap_check';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER container_moves_follow AFTER INSERT ON container_moves
  FOR EACH ROW EXECUTE FUNCTION check_container_move();

-- Those that were removed, and what is open: few of many, or many of few.
CREATE INDEX containers_removed_idx ON containers (lab_id, id) WHERE removed_at IS NOT NULL;
CREATE INDEX containers_removed_barcode_idx ON containers (lab_id, barcode) WHERE removed_at IS NOT NULL;
CREATE INDEX placement_conflicts_open_idx ON placement_conflicts (lab_id, id) WHERE ended_at IS NULL;
-- The beginning of a name or a barcode, capitals aside.
CREATE INDEX containers_name_search_idx ON containers (lab_id, lower(name) text_pattern_ops)
  WHERE removed_at IS NULL;
CREATE INDEX containers_barcode_search_idx ON containers (lab_id, lower(barcode) text_pattern_ops)
  WHERE removed_at IS NULL;
