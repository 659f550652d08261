-- CreateEnum
CREATE TYPE "quality_source" AS ENUM ('csv', 'lab');

-- CreateEnum
CREATE TYPE "quality_trigger" AS ENUM ('asked', 'schedule', 'import');

-- CreateEnum
CREATE TYPE "quality_status" AS ENUM ('uploading', 'queued', 'running', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "quality_verdict" AS ENUM ('pass', 'warn', 'fail', 'unjudged');

-- CreateEnum
CREATE TYPE "what_if_status" AS ENUM ('queued', 'running', 'finished', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "rule_sets" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "every_hours" SMALLINT,
    "days" SMALLINT NOT NULL DEFAULT 7,
    "after_import" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_set_versions" (
    "lab_id" UUID NOT NULL,
    "rule_set_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_set_versions_pkey" PRIMARY KEY ("lab_id","rule_set_id","version")
);

-- CreateTable
CREATE TABLE "quality_runs" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "source" "quality_source" NOT NULL,
    "trigger" "quality_trigger" NOT NULL,
    "status" "quality_status" NOT NULL DEFAULT 'queued',
    "verdict" "quality_verdict",
    "rule_set_id" UUID,
    "rule_set_version" INTEGER,
    "rules_name" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "import_id" UUID,
    "file_name" TEXT,
    "file_size" BIGINT,
    "from" TIMESTAMPTZ(3),
    "to" TIMESTAMPTZ(3),
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "rows_total" INTEGER,
    "columns" TEXT[],
    "findings" JSONB NOT NULL DEFAULT '[]',
    "errors" INTEGER NOT NULL DEFAULT 0,
    "warnings" INTEGER NOT NULL DEFAULT 0,
    "infos" INTEGER NOT NULL DEFAULT 0,
    "unjudged" INTEGER NOT NULL DEFAULT 0,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "failure" TEXT,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "quality_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_run_chunks" (
    "lab_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "quality_run_chunks_pkey" PRIMARY KEY ("lab_id","run_id","index")
);

-- CreateTable
CREATE TABLE "quality_violations" (
    "lab_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "rule" SMALLINT NOT NULL,
    "place" INTEGER NOT NULL,
    "row" INTEGER,
    "line" INTEGER,
    "column" TEXT,
    "value" TEXT,
    "expected" TEXT NOT NULL,
    "specimen" TEXT,

    CONSTRAINT "quality_violations_pkey" PRIMARY KEY ("lab_id","run_id","rule","place")
);

-- CreateTable
CREATE TABLE "what_ifs" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "question" JSONB NOT NULL,
    "status" "what_if_status" NOT NULL DEFAULT 'queued',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "answer" JSONB,
    "failure" TEXT,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "what_ifs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rule_sets_lab_id_id_key" ON "rule_sets"("lab_id", "id");

-- CreateIndex
CREATE INDEX "quality_runs_lab_id_created_at_idx" ON "quality_runs"("lab_id", "created_at");

-- CreateIndex
CREATE INDEX "quality_runs_lab_id_rule_set_id_created_at_idx" ON "quality_runs"("lab_id", "rule_set_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "quality_runs_lab_id_id_key" ON "quality_runs"("lab_id", "id");

-- CreateIndex
CREATE INDEX "what_ifs_lab_id_created_at_idx" ON "what_ifs"("lab_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "what_ifs_lab_id_id_key" ON "what_ifs"("lab_id", "id");

-- AddForeignKey
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rule_set_versions" ADD CONSTRAINT "rule_set_versions_lab_id_rule_set_id_fkey" FOREIGN KEY ("lab_id", "rule_set_id") REFERENCES "rule_sets"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_runs" ADD CONSTRAINT "quality_runs_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_runs" ADD CONSTRAINT "quality_runs_lab_id_rule_set_id_fkey" FOREIGN KEY ("lab_id", "rule_set_id") REFERENCES "rule_sets"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_runs" ADD CONSTRAINT "quality_runs_lab_id_import_id_fkey" FOREIGN KEY ("lab_id", "import_id") REFERENCES "imports"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_run_chunks" ADD CONSTRAINT "quality_run_chunks_lab_id_run_id_fkey" FOREIGN KEY ("lab_id", "run_id") REFERENCES "quality_runs"("lab_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_violations" ADD CONSTRAINT "quality_violations_lab_id_run_id_fkey" FOREIGN KEY ("lab_id", "run_id") REFERENCES "quality_runs"("lab_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "what_ifs" ADD CONSTRAINT "what_ifs_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Names that differ only in case are one name.
CREATE UNIQUE INDEX rule_sets_name_key ON rule_sets (lab_id, lower(name)) WHERE removed_at IS NULL;

ALTER TABLE rule_sets
  ADD CONSTRAINT rule_sets_version_check CHECK (version >= 1),
  ADD CONSTRAINT rule_sets_every_check CHECK (every_hours BETWEEN 1 AND 168),
  ADD CONSTRAINT rule_sets_days_check CHECK (days BETWEEN 1 AND 400);
ALTER TABLE rule_set_versions
  ADD CONSTRAINT rule_set_versions_text_check CHECK (octet_length(text) <= 262144);
ALTER TABLE quality_runs
  ADD CONSTRAINT quality_runs_rule_set_check
    CHECK ((rule_set_id IS NULL) = (rule_set_version IS NULL)),
  ADD CONSTRAINT quality_runs_source_check
    CHECK (CASE source
      WHEN 'csv' THEN file_name IS NOT NULL AND file_size IS NOT NULL AND import_id IS NULL
      ELSE file_name IS NULL AND ("from" IS NOT NULL OR import_id IS NOT NULL)
    END),
  ADD CONSTRAINT quality_runs_verdict_check CHECK ((status = 'finished') = (verdict IS NOT NULL)),
  ADD CONSTRAINT quality_runs_finished_check
    CHECK ((status IN ('finished', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  ADD CONSTRAINT quality_runs_counts_check
    CHECK (rows_done >= 0 AND errors >= 0 AND warnings >= 0 AND infos >= 0 AND unjudged >= 0);

-- A rule set over the lab's own data runs once at a time.
CREATE UNIQUE INDEX quality_runs_scheduled_key ON quality_runs (lab_id, rule_set_id)
  WHERE trigger = 'schedule' AND status IN ('queued', 'running');

-- What workers look for, of all labs and years.
CREATE INDEX quality_runs_waiting_idx ON quality_runs (created_at)
  WHERE status IN ('queued', 'running');

-- One row a judgement of a file or of the lab's own data.
CREATE VIEW reporting.quality_runs AS
SELECT
  lab.slug AS lab,
  r.lab_id AS lab_key,
  r.id AS run_key,
  r.rule_set_id AS rule_set_key,
  r.import_id AS import_key,
  coalesce(s.name, r.rules_name) AS rule_set,
  r.rule_set_version,
  r.source::text AS source,
  r.trigger::text AS trigger,
  r.status::text AS status,
  r.verdict::text AS verdict,
  r.file_name,
  r."from" AS period_from,
  r."to" AS period_to,
  r.rows_done AS rows_judged,
  r.errors,
  r.warnings,
  r.infos,
  r.unjudged,
  r.actor_name AS asked_by,
  r.created_at,
  r.started_at,
  r.finished_at,
  extract(epoch FROM r.finished_at - r.started_at)::float8 AS seconds,
  (r.created_at AT TIME ZONE lab.time_zone)::date AS day
FROM quality_runs r
JOIN labs lab ON lab.id = r.lab_id
LEFT JOIN rule_sets s ON s.lab_id = r.lab_id AND s.id = r.rule_set_id
WHERE r.status <> 'uploading';

ALTER TABLE what_ifs
  ADD CONSTRAINT what_ifs_period_check CHECK ("from" < "to"),
  ADD CONSTRAINT what_ifs_progress_check CHECK (progress BETWEEN 0 AND 1),
  ADD CONSTRAINT what_ifs_answer_check CHECK ((status = 'finished') = (answer IS NOT NULL)),
  ADD CONSTRAINT what_ifs_finished_check
    CHECK ((status IN ('finished', 'failed', 'cancelled')) = (finished_at IS NOT NULL));

CREATE TRIGGER rule_set_versions_append_only BEFORE UPDATE OR DELETE ON rule_set_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_versions_no_truncate BEFORE TRUNCATE ON rule_set_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
