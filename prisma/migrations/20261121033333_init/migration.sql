-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'technician', 'supervisor', 'manager', 'admin');

-- CreateEnum
CREATE TYPE "key_role" AS ENUM ('viewer', 'technician', 'supervisor', 'manager', 'admin', 'instrument', 'lis', 'orchestrator');

-- CreateEnum
CREATE TYPE "priority" AS ENUM ('STAT', 'URGENT', 'ROUTINE');

-- CreateEnum
CREATE TYPE "state_kind" AS ENUM ('open', 'done', 'void');

-- CreateEnum
CREATE TYPE "source" AS ENUM ('portal', 'api', 'import', 'instrument', 'job');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('person', 'key', 'system');

-- CreateEnum
CREATE TYPE "result_status" AS ENUM ('preliminary', 'final', 'corrected', 'cancelled');

-- CreateEnum
CREATE TYPE "specimen_relation" AS ENUM ('aliquot', 'recollection');

-- CreateEnum
CREATE TYPE "time_basis" AS ENUM ('clock', 'working');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('queued', 'running', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "invitation_purpose" AS ENUM ('join', 'reset_password');

-- CreateTable
CREATE TABLE "labs" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "first_weekday" SMALLINT NOT NULL DEFAULT 1,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "labs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendars" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "effective_from" DATE NOT NULL,
    "opening_hours" JSONB NOT NULL,
    "holidays" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendars_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "targets" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "assay_id" UUID,
    "priority" "priority",
    "location_id" UUID,
    "segment" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "time" "time_basis" NOT NULL DEFAULT 'clock',
    "effective_from" TIMESTAMPTZ(3) NOT NULL,
    "effective_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "targets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "lab_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("lab_id","user_id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" "invitation_purpose" NOT NULL,
    "role" "role",
    "token_hash" BYTEA NOT NULL,
    "made_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "role" "key_role" NOT NULL,
    "device_id" UUID,
    "maker_id" UUID,
    "maker_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "departments" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "departments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "locations" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "locations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assays" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "department_id" UUID,
    "loinc" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analytes" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "loinc" TEXT,
    "unit" TEXT,
    "reference_low" DECIMAL(65,30),
    "reference_high" DECIMAL(65,30),
    "critical_low" DECIMAL(65,30),
    "critical_high" DECIMAL(65,30),
    "critical_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "analytes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assay_analytes" (
    "lab_id" UUID NOT NULL,
    "assay_id" UUID NOT NULL,
    "analyte_id" UUID NOT NULL,
    "place" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "assay_analytes_pkey" PRIMARY KEY ("lab_id","assay_id","analyte_id")
);

-- CreateTable
CREATE TABLE "rejection_reasons" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "hl7_0490" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rejection_reasons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "error_codes" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "error_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "devices" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "devices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "states" (
    "lab_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" "state_kind" NOT NULL,
    "milestone" TEXT,
    "rank" SMALLINT NOT NULL,

    CONSTRAINT "states_pkey" PRIMARY KEY ("lab_id","key")
);

-- CreateTable
CREATE TABLE "transitions" (
    "lab_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT,
    "label" TEXT NOT NULL,
    "least_role" "role" NOT NULL,
    "needs_reason" BOOLEAN NOT NULL DEFAULT false,
    "needs_signature" BOOLEAN NOT NULL DEFAULT false,
    "four_eyes" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "transitions_pkey" PRIMARY KEY ("lab_id","action","from_state")
);

-- CreateTable
CREATE TABLE "specimens" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "specimen_type" TEXT,
    "location_id" UUID,
    "priority" "priority" NOT NULL DEFAULT 'ROUTINE',
    "state_key" TEXT NOT NULL,
    "collected_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),
    "rejected_at" TIMESTAMPTZ(3),
    "rejection_reason_id" UUID,
    "parent_id" UUID,
    "relation" "specimen_relation",
    "voided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "last_sequence" INTEGER NOT NULL DEFAULT 0,
    "sources" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "specimens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ordered_tests" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "specimen_id" UUID NOT NULL,
    "assay_id" UUID NOT NULL,
    "run" SMALLINT NOT NULL DEFAULT 1,
    "priority" "priority" NOT NULL DEFAULT 'ROUTINE',
    "state_key" TEXT NOT NULL,
    "device_id" UUID,
    "operator" TEXT,
    "error_code_id" UUID,
    "rejection_reason_id" UUID,
    "location_id" UUID,
    "specimen_type" TEXT,
    "ordered_at" TIMESTAMPTZ(3),
    "collected_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "resulted_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "rejected_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),
    "sources" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ordered_tests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_transitions" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "specimen_id" UUID NOT NULL,
    "test_id" UUID,
    "sequence" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "implied" BOOLEAN NOT NULL DEFAULT false,
    "stamps" JSONB,
    "device_id" UUID,
    "operator" TEXT,
    "error_code_id" UUID,
    "rejection_reason_id" UUID,
    "reason" TEXT,
    "comment" TEXT,
    "source" "source" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "import_id" UUID,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "test_transitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "results" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "test_id" UUID NOT NULL,
    "analyte_id" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "numeric_value" DECIMAL(65,30),
    "unit" TEXT,
    "reference_range" TEXT,
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "critical" BOOLEAN NOT NULL DEFAULT false,
    "status" "result_status" NOT NULL,
    "observed_at" TIMESTAMPTZ(3),
    "available_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3),
    "source" "source" NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "import_id" UUID,
    "comment" TEXT,

    CONSTRAINT "results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_size" BIGINT NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "create_missing" BOOLEAN NOT NULL DEFAULT false,
    "overwrite" BOOLEAN NOT NULL DEFAULT false,
    "status" "import_status" NOT NULL DEFAULT 'queued',
    "rows_total" INTEGER,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "progress" JSONB NOT NULL DEFAULT '{}',
    "findings" JSONB NOT NULL DEFAULT '{}',
    "failure" TEXT,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_role" "key_role" NOT NULL,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunks" (
    "lab_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_chunks_pkey" PRIMARY KEY ("lab_id","import_id","index")
);

-- CreateTable
CREATE TABLE "import_rejections" (
    "lab_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "place" SMALLINT NOT NULL DEFAULT 0,
    "field" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_rejections_pkey" PRIMARY KEY ("lab_id","import_id","line","place")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "lab_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT,
    "request_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "live_events" (
    "id" BIGSERIAL NOT NULL,
    "lab_id" UUID NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "entity" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "principal" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "labs_slug_key" ON "labs"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "calendars_lab_id_effective_from_key" ON "calendars"("lab_id", "effective_from");

-- CreateIndex
CREATE INDEX "targets_lab_id_segment_idx" ON "targets"("lab_id", "segment");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempts_account_at_idx" ON "sign_in_attempts"("account", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempts_address_at_idx" ON "sign_in_attempts"("address", "at");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_lab_id_idx" ON "invitations"("lab_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_lab_id_idx" ON "api_keys"("lab_id");

-- CreateIndex
CREATE UNIQUE INDEX "departments_lab_id_id_key" ON "departments"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "locations_lab_id_id_key" ON "locations"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "assays_lab_id_id_key" ON "assays"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "analytes_lab_id_id_key" ON "analytes"("lab_id", "id");

-- CreateIndex
CREATE INDEX "assay_analytes_lab_id_analyte_id_idx" ON "assay_analytes"("lab_id", "analyte_id");

-- CreateIndex
CREATE UNIQUE INDEX "rejection_reasons_lab_id_id_key" ON "rejection_reasons"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "error_codes_lab_id_id_key" ON "error_codes"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "devices_lab_id_id_key" ON "devices"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "specimens_lab_id_id_key" ON "specimens"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "specimens_lab_id_number_key" ON "specimens"("lab_id", "number");

-- CreateIndex
CREATE INDEX "ordered_tests_lab_id_released_at_idx" ON "ordered_tests"("lab_id", "released_at");

-- CreateIndex
CREATE INDEX "ordered_tests_lab_id_received_at_idx" ON "ordered_tests"("lab_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "ordered_tests_lab_id_id_key" ON "ordered_tests"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ordered_tests_lab_id_specimen_id_assay_id_run_key" ON "ordered_tests"("lab_id", "specimen_id", "assay_id", "run");

-- CreateIndex
CREATE UNIQUE INDEX "test_transitions_lab_id_specimen_id_sequence_key" ON "test_transitions"("lab_id", "specimen_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "results_lab_id_id_key" ON "results"("lab_id", "id");

-- CreateIndex
CREATE INDEX "imports_lab_id_created_at_idx" ON "imports"("lab_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "imports_lab_id_id_key" ON "imports"("lab_id", "id");

-- CreateIndex
CREATE INDEX "audit_events_lab_id_at_idx" ON "audit_events"("lab_id", "at");

-- CreateIndex
CREATE INDEX "audit_events_lab_id_entity_entity_id_idx" ON "audit_events"("lab_id", "entity", "entity_id");

-- CreateIndex
CREATE INDEX "live_events_lab_id_xid_id_idx" ON "live_events"("lab_id", "xid", "id");

-- CreateIndex
CREATE INDEX "live_events_created_at_idx" ON "live_events"("created_at");

-- CreateIndex
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "idempotency_records_lab_id_principal_method_path_key_key" ON "idempotency_records"("lab_id", "principal", "method", "path", "key");

-- AddForeignKey
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "targets" ADD CONSTRAINT "targets_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "targets" ADD CONSTRAINT "targets_lab_id_assay_id_fkey" FOREIGN KEY ("lab_id", "assay_id") REFERENCES "assays"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "targets" ADD CONSTRAINT "targets_lab_id_location_id_fkey" FOREIGN KEY ("lab_id", "location_id") REFERENCES "locations"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_maker_id_fkey" FOREIGN KEY ("maker_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "departments" ADD CONSTRAINT "departments_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "locations" ADD CONSTRAINT "locations_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assays" ADD CONSTRAINT "assays_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assays" ADD CONSTRAINT "assays_lab_id_department_id_fkey" FOREIGN KEY ("lab_id", "department_id") REFERENCES "departments"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analytes" ADD CONSTRAINT "analytes_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assay_analytes" ADD CONSTRAINT "assay_analytes_lab_id_assay_id_fkey" FOREIGN KEY ("lab_id", "assay_id") REFERENCES "assays"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assay_analytes" ADD CONSTRAINT "assay_analytes_lab_id_analyte_id_fkey" FOREIGN KEY ("lab_id", "analyte_id") REFERENCES "analytes"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rejection_reasons" ADD CONSTRAINT "rejection_reasons_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_codes" ADD CONSTRAINT "error_codes_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "states" ADD CONSTRAINT "states_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_lab_id_from_state_fkey" FOREIGN KEY ("lab_id", "from_state") REFERENCES "states"("lab_id", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_lab_id_to_state_fkey" FOREIGN KEY ("lab_id", "to_state") REFERENCES "states"("lab_id", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "specimens" ADD CONSTRAINT "specimens_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "specimens" ADD CONSTRAINT "specimens_lab_id_state_key_fkey" FOREIGN KEY ("lab_id", "state_key") REFERENCES "states"("lab_id", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "specimens" ADD CONSTRAINT "specimens_lab_id_location_id_fkey" FOREIGN KEY ("lab_id", "location_id") REFERENCES "locations"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "specimens" ADD CONSTRAINT "specimens_lab_id_rejection_reason_id_fkey" FOREIGN KEY ("lab_id", "rejection_reason_id") REFERENCES "rejection_reasons"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "specimens" ADD CONSTRAINT "specimens_lab_id_parent_id_fkey" FOREIGN KEY ("lab_id", "parent_id") REFERENCES "specimens"("lab_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_specimen_id_fkey" FOREIGN KEY ("lab_id", "specimen_id") REFERENCES "specimens"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_assay_id_fkey" FOREIGN KEY ("lab_id", "assay_id") REFERENCES "assays"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_state_key_fkey" FOREIGN KEY ("lab_id", "state_key") REFERENCES "states"("lab_id", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_error_code_id_fkey" FOREIGN KEY ("lab_id", "error_code_id") REFERENCES "error_codes"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_rejection_reason_id_fkey" FOREIGN KEY ("lab_id", "rejection_reason_id") REFERENCES "rejection_reasons"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ordered_tests" ADD CONSTRAINT "ordered_tests_lab_id_location_id_fkey" FOREIGN KEY ("lab_id", "location_id") REFERENCES "locations"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_specimen_id_fkey" FOREIGN KEY ("lab_id", "specimen_id") REFERENCES "specimens"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_test_id_fkey" FOREIGN KEY ("lab_id", "test_id") REFERENCES "ordered_tests"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_error_code_id_fkey" FOREIGN KEY ("lab_id", "error_code_id") REFERENCES "error_codes"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_rejection_reason_id_fkey" FOREIGN KEY ("lab_id", "rejection_reason_id") REFERENCES "rejection_reasons"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_transitions" ADD CONSTRAINT "test_transitions_lab_id_import_id_fkey" FOREIGN KEY ("lab_id", "import_id") REFERENCES "imports"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "results" ADD CONSTRAINT "results_lab_id_test_id_fkey" FOREIGN KEY ("lab_id", "test_id") REFERENCES "ordered_tests"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "results" ADD CONSTRAINT "results_lab_id_analyte_id_fkey" FOREIGN KEY ("lab_id", "analyte_id") REFERENCES "analytes"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "results" ADD CONSTRAINT "results_lab_id_import_id_fkey" FOREIGN KEY ("lab_id", "import_id") REFERENCES "imports"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_lab_id_import_id_fkey" FOREIGN KEY ("lab_id", "import_id") REFERENCES "imports"("lab_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rejections" ADD CONSTRAINT "import_rejections_lab_id_import_id_fkey" FOREIGN KEY ("lab_id", "import_id") REFERENCES "imports"("lab_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "live_events" ADD CONSTRAINT "live_events_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma cannot say ─────────────────────────────────────────────────────────────────────

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Names that differ only in case are the same name.
CREATE UNIQUE INDEX departments_name_key ON departments (lab_id, lower(name));
CREATE UNIQUE INDEX locations_name_key ON locations (lab_id, lower(name));
CREATE UNIQUE INDEX assays_code_key ON assays (lab_id, lower(code));
CREATE UNIQUE INDEX analytes_code_key ON analytes (lab_id, lower(code));
CREATE UNIQUE INDEX rejection_reasons_code_key ON rejection_reasons (lab_id, lower(code));
CREATE UNIQUE INDEX error_codes_code_key ON error_codes (lab_id, lower(code));
CREATE UNIQUE INDEX devices_name_key ON devices (lab_id, lower(name));

ALTER TABLE labs
  ADD CONSTRAINT labs_slug_check CHECK (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$'),
  ADD CONSTRAINT labs_first_weekday_check CHECK (first_weekday BETWEEN 1 AND 7);

ALTER TABLE users ADD CONSTRAINT users_email_check CHECK (email = lower(email) AND email LIKE '%_@_%');

-- One device for an instrument's key, none needed for the others.
ALTER TABLE api_keys ADD CONSTRAINT api_keys_device_check CHECK (role <> 'instrument' OR device_id IS NOT NULL);

ALTER TABLE invitations ADD CONSTRAINT invitations_role_check CHECK ((purpose = 'join') = (role IS NOT NULL));

-- A specimen number sorts and searches by its bytes, whatever the collation of the database.
ALTER TABLE specimens ALTER COLUMN number TYPE text COLLATE "C";
ALTER TABLE specimens
  ADD CONSTRAINT specimens_number_check CHECK (number ~ '^[A-Za-z0-9._:-]{1,64}$'),
  ADD CONSTRAINT specimens_relation_check CHECK ((parent_id IS NULL) = (relation IS NULL)),
  ADD CONSTRAINT specimens_parent_check CHECK (parent_id IS DISTINCT FROM id);

ALTER TABLE ordered_tests ADD CONSTRAINT ordered_tests_run_check CHECK (run >= 1);
ALTER TABLE test_transitions ADD CONSTRAINT test_transitions_sequence_check CHECK (sequence >= 1);

-- A target must be met within some time, two of the same scope never hold at one moment, only a
-- lab's first default ("1900-01-01") reaches back, so that an edit rewrites no figure.
ALTER TABLE targets
  ADD CONSTRAINT targets_minutes_check CHECK (minutes > 0),
  ADD CONSTRAINT targets_segment_check CHECK (segment ~ '^[a-z]+_to_[a-z]+$'),
  ADD CONSTRAINT targets_period_check CHECK (effective_to IS NULL OR effective_to > effective_from),
  ADD CONSTRAINT targets_no_past_check CHECK (
    effective_from >= date_trunc('minute', created_at) OR effective_from = '1900-01-01 00:00:00+00'
  ),
  ADD CONSTRAINT targets_no_overlap EXCLUDE USING gist (
    lab_id WITH =,
    (coalesce(assay_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =,
    (CASE priority WHEN 'STAT' THEN 1 WHEN 'URGENT' THEN 2 WHEN 'ROUTINE' THEN 3 ELSE 0 END) WITH =,
    (coalesce(location_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =,
    segment WITH =,
    tstzrange(effective_from, effective_to) WITH &&
  );

-- A result has one row in force, corrections keep the old ones.
CREATE UNIQUE INDEX results_in_force_key ON results (lab_id, test_id, analyte_id) WHERE replaced_at IS NULL;

-- Open work, for worklists: few rows beside the millions that are done.
CREATE INDEX ordered_tests_due_idx ON ordered_tests (lab_id, due_at)
  WHERE released_at IS NULL AND voided_at IS NULL;

-- One import of a lab writes at a time.
CREATE UNIQUE INDEX imports_running_key ON imports (lab_id) WHERE status = 'running' AND NOT dry_run;

ALTER TABLE imports
  ADD CONSTRAINT imports_counts_check CHECK (
    rows_done >= 0 AND created >= 0 AND updated >= 0 AND unchanged >= 0 AND rejected >= 0
  );

-- History and audit are written once.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER test_transitions_append_only BEFORE UPDATE OR DELETE ON test_transitions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER test_transitions_no_truncate BEFORE TRUNCATE ON test_transitions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A test carries its specimen's location, type and collection, so that figures read one table.
CREATE FUNCTION copy_specimen_to_tests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ordered_tests t
  SET location_id = s.location_id, specimen_type = s.specimen_type,
      collected_at = s.collected_at, voided_at = s.voided_at
  FROM changed s
  WHERE t.lab_id = s.lab_id AND t.specimen_id = s.id
    AND (t.location_id, t.specimen_type, t.collected_at, t.voided_at)
      IS DISTINCT FROM (s.location_id, s.specimen_type, s.collected_at, s.voided_at);
  RETURN NULL;
END $$;
CREATE TRIGGER specimens_copy_to_tests AFTER UPDATE ON specimens
  REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION copy_specimen_to_tests();

-- And is born with them.
CREATE FUNCTION copy_specimen_to_new_test() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT s.location_id, s.specimen_type, s.collected_at, s.voided_at
  INTO NEW.location_id, NEW.specimen_type, NEW.collected_at, NEW.voided_at
  FROM specimens s WHERE s.lab_id = NEW.lab_id AND s.id = NEW.specimen_id;
  RETURN NEW;
END $$;
CREATE TRIGGER ordered_tests_copy_specimen BEFORE INSERT ON ordered_tests
  FOR EACH ROW EXECUTE FUNCTION copy_specimen_to_new_test();

-- What BI tools read by SQL, the views come with the figures.
CREATE SCHEMA reporting;
