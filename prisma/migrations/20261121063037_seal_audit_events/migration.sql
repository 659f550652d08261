-- DropIndex
DROP INDEX "audit_events_lab_id_at_idx";

-- CreateTable
CREATE TABLE "audit_seals" (
    "chain" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("chain","position")
);

-- CreateTable
CREATE TABLE "audit_unsealed" (
    "event_id" UUID NOT NULL,
    "chain" UUID NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seals_event_id_key" ON "audit_seals"("event_id");

-- CreateIndex
CREATE INDEX "audit_unsealed_chain_queued_at_idx" ON "audit_unsealed"("chain", "queued_at");

-- CreateIndex
CREATE INDEX "audit_events_lab_id_at_id_idx" ON "audit_events"("lab_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_events_lab_id_action_at_idx" ON "audit_events"("lab_id", "action", "at");

-- CreateIndex
CREATE INDEX "audit_events_lab_id_request_id_idx" ON "audit_events"("lab_id", "request_id");

-- Written by hand from here on.

-- Events about a specimen that are kept under another thing, such as a critical.
CREATE INDEX audit_events_specimen_idx ON audit_events (lab_id, (after ->> 'specimen_id'))
  WHERE after ->> 'specimen_id' IS NOT NULL;

CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whatever commits late is found all the same: it waits in the queue from its commit on.
CREATE FUNCTION queue_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unsealed (event_id, chain)
  SELECT id, coalesce(lab_id, '00000000-0000-0000-0000-000000000000') FROM written;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_events_queue_for_seal AFTER INSERT ON audit_events
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION queue_for_seal();

INSERT INTO audit_unsealed (event_id, chain)
SELECT id, coalesce(lab_id, '00000000-0000-0000-0000-000000000000') FROM audit_events;
