-- AlterTable
ALTER TABLE "devices" ADD COLUMN     "heard_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "instrument_messages" ADD COLUMN     "applied_at" TIMESTAMPTZ(3);

-- What came stays what it was: only how it fared changes, when that was first is kept, and the
-- bytes may be cleared.
CREATE OR REPLACE FUNCTION keep_message() RETURNS trigger LANGUAGE plpgsql
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
  NEW.applied_at := coalesce(
    OLD.applied_at, CASE WHEN NEW.status = 'applied' THEN NEW.settled_at END);
  RETURN NEW;
END $$;
