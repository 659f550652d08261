-- CreateTable
CREATE TABLE "figure_blocks" (
    "lab_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "version" BIGSERIAL NOT NULL,
    "rows" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "values" JSONB NOT NULL,
    "spans" JSONB NOT NULL,
    "flags" BYTEA NOT NULL,
    "test_id" BYTEA NOT NULL,
    "specimen_id" BYTEA NOT NULL,
    "ordered" BYTEA NOT NULL,
    "collected" BYTEA NOT NULL,
    "received" BYTEA NOT NULL,
    "started" BYTEA NOT NULL,
    "resulted" BYTEA NOT NULL,
    "verified" BYTEA NOT NULL,
    "released" BYTEA NOT NULL,
    "due" BYTEA NOT NULL,
    "amended" BYTEA NOT NULL,
    "void_since" BYTEA NOT NULL,
    "specimen_received" BYTEA NOT NULL,
    "specimen_rejected" BYTEA NOT NULL,
    "assay" BYTEA NOT NULL,
    "location" BYTEA NOT NULL,
    "specimen_type" BYTEA NOT NULL,
    "device" BYTEA NOT NULL,
    "operator" BYTEA NOT NULL,
    "state" BYTEA NOT NULL,
    "priority" BYTEA NOT NULL,
    "specimen_state" BYTEA NOT NULL,
    "specimen_priority" BYTEA NOT NULL,
    "rejection_reason" BYTEA NOT NULL,
    "attempt_ended" BYTEA NOT NULL,
    "attempt_row" BYTEA NOT NULL,
    "attempt_failed" BYTEA NOT NULL,
    "attempt_device" BYTEA NOT NULL,
    "attempt_error" BYTEA NOT NULL,

    CONSTRAINT "figure_blocks_pkey" PRIMARY KEY ("lab_id","day")
);

-- CreateTable
CREATE TABLE "figure_stale_days" (
    "id" BIGSERIAL NOT NULL,
    "lab_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "figure_stale_days_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "figure_stale_days_lab_id_day_idx" ON "figure_stale_days"("lab_id", "day");

-- AddForeignKey
ALTER TABLE "figure_blocks" ADD CONSTRAINT "figure_blocks_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The day whose block a specimen and its tests are in. In UTC, so that it is the same for everybody
-- and an index can hold it.
CREATE FUNCTION figure_day(received_at timestamptz, collected_at timestamptz, created_at timestamptz)
RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN timezone('UTC', coalesce(received_at, collected_at, created_at))::date;

CREATE INDEX specimens_figure_day_idx
  ON specimens (lab_id, figure_day(received_at, collected_at, created_at));

-- Packed numbers hardly compress, and are read whole.
ALTER TABLE figure_blocks
  ALTER COLUMN flags SET STORAGE EXTERNAL,
  ALTER COLUMN test_id SET STORAGE EXTERNAL,
  ALTER COLUMN specimen_id SET STORAGE EXTERNAL,
  ALTER COLUMN ordered SET STORAGE EXTERNAL,
  ALTER COLUMN collected SET STORAGE EXTERNAL,
  ALTER COLUMN received SET STORAGE EXTERNAL,
  ALTER COLUMN started SET STORAGE EXTERNAL,
  ALTER COLUMN resulted SET STORAGE EXTERNAL,
  ALTER COLUMN verified SET STORAGE EXTERNAL,
  ALTER COLUMN released SET STORAGE EXTERNAL,
  ALTER COLUMN due SET STORAGE EXTERNAL,
  ALTER COLUMN specimen_received SET STORAGE EXTERNAL,
  ALTER COLUMN assay SET STORAGE EXTERNAL,
  ALTER COLUMN location SET STORAGE EXTERNAL,
  ALTER COLUMN device SET STORAGE EXTERNAL,
  ALTER COLUMN state SET STORAGE EXTERNAL,
  ALTER COLUMN priority SET STORAGE EXTERNAL,
  ALTER COLUMN attempt_ended SET STORAGE EXTERNAL,
  ALTER COLUMN attempt_row SET STORAGE EXTERNAL;

-- Whoever changes a specimen or a test marks its day in the same transaction.
CREATE FUNCTION mark_figure_days_of_specimens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO figure_stale_days (lab_id, day)
    SELECT DISTINCT lab_id, figure_day(received_at, collected_at, created_at) FROM after_change;
  ELSE
    INSERT INTO figure_stale_days (lab_id, day)
    SELECT lab_id, figure_day(received_at, collected_at, created_at) FROM after_change
    UNION
    SELECT lab_id, figure_day(received_at, collected_at, created_at) FROM before_change;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER specimens_mark_figure_days_of_new AFTER INSERT ON specimens
  REFERENCING NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION mark_figure_days_of_specimens();
CREATE TRIGGER specimens_mark_figure_days AFTER UPDATE ON specimens
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION mark_figure_days_of_specimens();

CREATE FUNCTION mark_figure_days_of_tests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO figure_stale_days (lab_id, day)
  SELECT DISTINCT s.lab_id, figure_day(s.received_at, s.collected_at, s.created_at)
  FROM after_change t JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id;
  RETURN NULL;
END $$;

CREATE TRIGGER ordered_tests_mark_figure_days_of_new AFTER INSERT ON ordered_tests
  REFERENCING NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION mark_figure_days_of_tests();
CREATE TRIGGER ordered_tests_mark_figure_days AFTER UPDATE ON ordered_tests
  REFERENCING NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION mark_figure_days_of_tests();
-- History decides which attempts there were.
CREATE TRIGGER test_transitions_mark_figure_days AFTER INSERT ON test_transitions
  REFERENCING NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION mark_figure_days_of_tests();

-- What was there before.
INSERT INTO figure_stale_days (lab_id, day)
SELECT DISTINCT lab_id, figure_day(received_at, collected_at, created_at) FROM specimens;
