-- CreateEnum
CREATE TYPE "message_format" AS ENUM ('json', 'hl7', 'astm');

-- CreateEnum
CREATE TYPE "message_proof" AS ENUM ('signature', 'key', 'address');

-- CreateEnum
CREATE TYPE "message_status" AS ENUM ('accepted', 'applied', 'quarantined', 'ignored');

-- CreateEnum
CREATE TYPE "device_event_kind" AS ENUM ('quality_control', 'alarm', 'specimen_seen', 'specimen_left', 'specimen_archived', 'specimen_missing');

-- CreateEnum
CREATE TYPE "proposal_kind" AS ENUM ('results', 'rejection');

-- CreateEnum
CREATE TYPE "proposal_end" AS ENUM ('taken', 'dismissed');

-- CreateTable
CREATE TABLE "instrument_messages" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "raw" BYTEA,
    "size" INTEGER NOT NULL,
    "format" "message_format" NOT NULL,
    "proof" "message_proof" NOT NULL,
    "kind" TEXT,
    "control_id" TEXT,
    "status" "message_status" NOT NULL DEFAULT 'accepted',
    "code" TEXT,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "specimens" TEXT[],
    "awaits" TEXT,
    "awaits_until" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "cleared_at" TIMESTAMPTZ(3),
    "actor_kind" "actor_kind" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "actor_role" "key_role" NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "instrument_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_secrets" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "maker_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "device_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_mappings" (
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "table" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_name" TEXT NOT NULL,

    CONSTRAINT "device_mappings_pkey" PRIMARY KEY ("lab_id","device_id")
);

-- CreateTable
CREATE TABLE "mllp_peers" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "network" TEXT NOT NULL,
    "sending_application" TEXT,
    "sending_facility" TEXT,
    "role" "key_role" NOT NULL DEFAULT 'instrument',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mllp_peers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "device_events" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "kind" "device_event_kind" NOT NULL,
    "severity" TEXT,
    "specimen" TEXT,
    "text" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "message_id" UUID,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "device_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposals" (
    "id" UUID NOT NULL,
    "lab_id" UUID NOT NULL,
    "kind" "proposal_kind" NOT NULL,
    "device_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "specimen_id" UUID NOT NULL,
    "test_id" UUID,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended" "proposal_end",
    "ended_by" TEXT,
    "end_reason" TEXT,

    CONSTRAINT "proposals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "instrument_messages_lab_id_device_id_position_idx" ON "instrument_messages"("lab_id", "device_id", "position");

-- CreateIndex
CREATE INDEX "instrument_messages_lab_id_position_idx" ON "instrument_messages"("lab_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_messages_lab_id_id_key" ON "instrument_messages"("lab_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_messages_lab_id_device_id_webhook_id_key" ON "instrument_messages"("lab_id", "device_id", "webhook_id");

-- CreateIndex
CREATE INDEX "device_secrets_lab_id_device_id_idx" ON "device_secrets"("lab_id", "device_id");

-- CreateIndex
CREATE UNIQUE INDEX "device_secrets_lab_id_id_key" ON "device_secrets"("lab_id", "id");

-- CreateIndex
CREATE INDEX "mllp_peers_lab_id_device_id_idx" ON "mllp_peers"("lab_id", "device_id");

-- CreateIndex
CREATE UNIQUE INDEX "mllp_peers_lab_id_id_key" ON "mllp_peers"("lab_id", "id");

-- CreateIndex
CREATE INDEX "device_events_lab_id_device_id_at_idx" ON "device_events"("lab_id", "device_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "device_events_lab_id_id_key" ON "device_events"("lab_id", "id");

-- CreateIndex
CREATE INDEX "proposals_lab_id_specimen_id_idx" ON "proposals"("lab_id", "specimen_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposals_lab_id_id_key" ON "proposals"("lab_id", "id");

-- AddForeignKey
ALTER TABLE "instrument_messages" ADD CONSTRAINT "instrument_messages_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_messages" ADD CONSTRAINT "instrument_messages_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_secrets" ADD CONSTRAINT "device_secrets_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_secrets" ADD CONSTRAINT "device_secrets_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_mappings" ADD CONSTRAINT "device_mappings_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_mappings" ADD CONSTRAINT "device_mappings_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mllp_peers" ADD CONSTRAINT "mllp_peers_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mllp_peers" ADD CONSTRAINT "mllp_peers_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_events" ADD CONSTRAINT "device_events_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_events" ADD CONSTRAINT "device_events_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device_events" ADD CONSTRAINT "device_events_lab_id_message_id_fkey" FOREIGN KEY ("lab_id", "message_id") REFERENCES "instrument_messages"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_lab_id_fkey" FOREIGN KEY ("lab_id") REFERENCES "labs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_lab_id_device_id_fkey" FOREIGN KEY ("lab_id", "device_id") REFERENCES "devices"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_lab_id_message_id_fkey" FOREIGN KEY ("lab_id", "message_id") REFERENCES "instrument_messages"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_lab_id_specimen_id_fkey" FOREIGN KEY ("lab_id", "specimen_id") REFERENCES "specimens"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_lab_id_test_id_fkey" FOREIGN KEY ("lab_id", "test_id") REFERENCES "ordered_tests"("lab_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The queue: what waits to be applied, of each device in order; and what waits for a specimen.
CREATE INDEX instrument_messages_queue_idx ON instrument_messages (lab_id, device_id, position)
  WHERE status = 'accepted';
CREATE INDEX instrument_messages_awaits_idx ON instrument_messages (lab_id, awaits)
  WHERE status = 'quarantined' AND awaits IS NOT NULL;
CREATE INDEX instrument_messages_quarantined_idx ON instrument_messages (lab_id, position)
  WHERE status = 'quarantined';
CREATE INDEX instrument_messages_uncleared_idx ON instrument_messages (settled_at)
  WHERE cleared_at IS NULL AND settled_at IS NOT NULL;
CREATE INDEX instrument_messages_specimens_idx ON instrument_messages USING gin (specimens);
CREATE INDEX proposals_open_idx ON proposals (lab_id, at) WHERE ended_at IS NULL;

ALTER TABLE instrument_messages
  ADD CONSTRAINT instrument_messages_raw_check
    CHECK ((raw IS NULL) = (cleared_at IS NOT NULL) AND (raw IS NULL OR length(raw) = size)),
  ADD CONSTRAINT instrument_messages_size_check CHECK (size BETWEEN 1 AND 1048576),
  ADD CONSTRAINT instrument_messages_digest_check CHECK (length(digest) = 32),
  ADD CONSTRAINT instrument_messages_webhook_id_check CHECK (webhook_id ~ '^[!-~]{1,200}$'),
  ADD CONSTRAINT instrument_messages_settled_check
    CHECK ((status = 'accepted') = (settled_at IS NULL)),
  ADD CONSTRAINT instrument_messages_reason_check
    CHECK (status NOT IN ('quarantined', 'ignored') OR (code IS NOT NULL AND reason IS NOT NULL)),
  ADD CONSTRAINT instrument_messages_awaits_check
    CHECK ((awaits IS NULL) = (awaits_until IS NULL));
ALTER TABLE device_secrets
  ADD CONSTRAINT device_secrets_period_check CHECK (valid_until IS NULL OR valid_until >= valid_from);
ALTER TABLE device_mappings
  ADD CONSTRAINT device_mappings_version_check CHECK (version >= 1);
ALTER TABLE mllp_peers
  ADD CONSTRAINT mllp_peers_network_check CHECK (network = (network::cidr)::text),
  ADD CONSTRAINT mllp_peers_role_check CHECK (role IN ('instrument', 'lis'));
ALTER TABLE device_events
  ADD CONSTRAINT device_events_severity_check CHECK (severity IN ('C', 'S', 'W', 'N'));
ALTER TABLE proposals
  ADD CONSTRAINT proposals_ended_check
    CHECK ((ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (ended_by IS NULL)),
  ADD CONSTRAINT proposals_test_check CHECK (kind = 'rejection' OR test_id IS NOT NULL);

CREATE TRIGGER device_events_append_only BEFORE UPDATE OR DELETE ON device_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER device_events_no_truncate BEFORE TRUNCATE ON device_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What came stays what it was: only how it fared changes, and the bytes may be cleared.
CREATE FUNCTION keep_message() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'instrument_messages keeps what was accepted'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.id, NEW.lab_id, NEW.device_id, NEW.position, NEW.webhook_id, NEW.digest, NEW.size,
      NEW.format, NEW.proof, NEW.received_at, NEW.actor_kind, NEW.actor_id, NEW.actor_name,
      NEW.actor_role, NEW.request_id)
     IS DISTINCT FROM
     (OLD.id, OLD.lab_id, OLD.device_id, OLD.position, OLD.webhook_id, OLD.digest, OLD.size,
      OLD.format, OLD.proof, OLD.received_at, OLD.actor_kind, OLD.actor_id, OLD.actor_name,
      OLD.actor_role, OLD.request_id)
     OR (NEW.raw IS NOT NULL AND NEW.raw IS DISTINCT FROM OLD.raw) THEN
    RAISE EXCEPTION 'instrument_messages keeps what was accepted'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER instrument_messages_keep BEFORE UPDATE OR DELETE ON instrument_messages
  FOR EACH ROW EXECUTE FUNCTION keep_message();
CREATE TRIGGER instrument_messages_no_truncate BEFORE TRUNCATE ON instrument_messages
  FOR EACH STATEMENT EXECUTE FUNCTION keep_message();
