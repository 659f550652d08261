-- CreateEnum
CREATE TYPE "critical_outcome" AS ENUM ('CONFIRMED', 'REACHED_NO_READBACK', 'UNABLE_TO_REACH');

-- CreateEnum
CREATE TYPE "critical_closing" AS ENUM ('CONFIRMED', 'WITHDRAWN', 'NOT_REQUIRED', 'CLOSED_UNREACHED');

-- AlterTable
ALTER TABLE "locations" ADD COLUMN     "missing_after_minutes" INTEGER;

-- AlterTable
ALTER TABLE "assays" ADD COLUMN     "autoverify" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ordered_tests" ADD COLUMN     "amended_at" TIMESTAMPTZ(3),
ADD COLUMN     "retest_of_id" UUID;

-- AlterTable
ALTER TABLE "test_transitions" ADD COLUMN     "informed" TEXT,
ADD COLUMN     "signature_id" UUID;

-- AlterTable
ALTER TABLE "results" ADD COLUMN     "critical_basis" TEXT,
ADD COLUMN     "critical_id" UUID,
ADD COLUMN     "device_id" UUID;

-- CreateTable
CREATE TABLE "bench_departments" (
    "lab_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "department_id" UUID NOT NULL,

    CONSTRAINT "bench_departments_pkey" PRIMARY KEY ("lab_id","user_id","department_id")
);

-- CreateTable
CREATE TABLE "criticals" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "test_id" UUID NOT NULL,
    "analyte_id" UUID NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_as" "critical_closing",
    "close_reason" TEXT,
    "escalated_to" TEXT,
    "closed_by" TEXT,

    CONSTRAINT "criticals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "critical_notifications" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "critical_id" UUID NOT NULL,
    "outcome" "critical_outcome" NOT NULL,
    "notified_to" TEXT NOT NULL,
    "role" TEXT,
    "method" TEXT,
    "read_back" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "value" TEXT NOT NULL,
    "unit" TEXT,
    "comment" TEXT,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "critical_notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notes" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "specimen_id" UUID,
    "test_id" UUID,
    "device_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signatures" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_name" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "content" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "signatures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bench_departments_lab_id_department_id_idx" ON "bench_departments"("lab_id", "department_id");

-- CreateIndex
CREATE INDEX "criticals_lab_id_available_at_idx" ON "criticals"("lab_id", "available_at");

-- CreateIndex
CREATE UNIQUE INDEX "criticals_lab_id_id_key" ON "criticals"("lab_id", "id");

-- CreateIndex
CREATE INDEX "critical_notifications_lab_id_critical_id_idx" ON "critical_notifications"("lab_id", "critical_id");

-- CreateIndex
CREATE INDEX "notes_lab_id_specimen_id_idx" ON "notes"("lab_id", "specimen_id");

-- CreateIndex
CREATE INDEX "notes_lab_id_device_id_idx" ON "notes"("lab_id", "device_id");

-- CreateIndex
CREATE UNIQUE INDEX "signatures_lab_id_id_key" ON "signatures"("lab_id", "id");

-- AddForeignKey
ALTER TABLE "bench_departments" ADD CONSTRAINT "bench_departments_lab_id_user_id_fkey" FOREIGN KEY ("lab_id", "user_id") REFERENCES "memberships"("lab_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bench_departments" ADD CONSTRAINT "bench_departments_lab_id_department_id_fkey" FOREIGN KEY ("lab_id", "department_id") REFERENCES "departments"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_retest_of_id_fkey" FOREIGN KEY ("lab_id", "retest_of_id") REFERENCES "ordered_tests"("lab_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_signature_id_fkey" FOREIGN KEY ("lab_id", "signature_id") REFERENCES "signatures"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "results" ADD CONSTRAINT "results_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "results" ADD CONSTRAINT "results_lab_id_critical_id_fkey" FOREIGN KEY ("lab_id", "critical_id") REFERENCES "criticals"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criticals" ADD CONSTRAINT "criticals_lab_id_test_id_fkey" FOREIGN KEY ("lab_id", "test_id") REFERENCES "ordered_tests"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criticals" ADD CONSTRAINT "criticals_lab_id_analyte_id_fkey" FOREIGN KEY ("lab_id", "analyte_id") REFERENCES "analytes"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "critical_notifications" ADD CONSTRAINT "critical_notifications_lab_id_critical_id_fkey" FOREIGN KEY ("lab_id", "critical_id") REFERENCES "criticals"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_lab_id_specimen_id_fkey" FOREIGN KEY ("lab_id", "specimen_id") REFERENCES "specimens"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_lab_id_test_id_fkey" FOREIGN KEY ("lab_id", "test_id") REFERENCES "ordered_tests"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A critical is closed with its how and who, or open without.
ALTER TABLE criticals ADD CONSTRAINT criticals_closed_check CHECK (
  (closed_at IS NULL) = (closed_as IS NULL) AND (closed_at IS NULL) = (closed_by IS NULL)
  AND (closed_as NOT IN ('NOT_REQUIRED', 'CLOSED_UNREACHED') OR close_reason IS NOT NULL)
  AND (closed_as <> 'CLOSED_UNREACHED' OR escalated_to IS NOT NULL)
);
ALTER TABLE critical_notifications ADD CONSTRAINT critical_notifications_read_back_check CHECK (
  read_back = (outcome = 'CONFIRMED')
);
ALTER TABLE notes ADD CONSTRAINT notes_subject_check CHECK (
  num_nonnulls(specimen_id, device_id) = 1 AND (test_id IS NULL OR specimen_id IS NOT NULL)
);
ALTER TABLE results ADD CONSTRAINT results_critical_basis_check CHECK (
  critical_basis IN ('given', 'flag', 'code', 'limit', 'other_unit')
);
ALTER TABLE locations ADD CONSTRAINT locations_missing_after_check CHECK (missing_after_minutes > 0);

-- Open criticals are few among many.
CREATE INDEX criticals_open_idx ON criticals (lab_id, available_at) WHERE closed_at IS NULL;
CREATE INDEX results_critical_idx ON results (lab_id, critical_id) WHERE critical_id IS NOT NULL;
-- One run repeats another at most once.
CREATE UNIQUE INDEX ordered_tests_retest_of_key ON ordered_tests (lab_id, retest_of_id) WHERE retest_of_id IS NOT NULL;
-- What was ordered or collected and has not come.
CREATE INDEX specimens_expected_idx ON specimens (lab_id, collected_at) WHERE received_at IS NULL AND voided_at IS NULL;

-- Calls, notes and signatures are written once.
CREATE TRIGGER critical_notifications_append_only BEFORE UPDATE OR DELETE ON critical_notifications
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER critical_notifications_no_truncate BEFORE TRUNCATE ON critical_notifications
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notes_append_only BEFORE UPDATE OR DELETE ON notes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notes_no_truncate BEFORE TRUNCATE ON notes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signatures_append_only BEFORE UPDATE OR DELETE ON signatures
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER signatures_no_truncate BEFORE TRUNCATE ON signatures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
