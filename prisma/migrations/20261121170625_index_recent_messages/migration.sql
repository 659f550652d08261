-- CreateIndex
CREATE INDEX "instrument_messages_lab_id_received_at_idx" ON "instrument_messages"("lab_id", "received_at");

-- What failed lately, of all devices: few among many, and kept for long.
CREATE INDEX instrument_messages_failed_idx ON instrument_messages (lab_id, received_at)
  WHERE status = 'quarantined';
