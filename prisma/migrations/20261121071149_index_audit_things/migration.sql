-- DropIndex
DROP INDEX "audit_events_lab_id_entity_entity_id_idx";

-- CreateIndex
CREATE INDEX "audit_events_lab_id_entity_at_idx" ON "audit_events"("lab_id", "entity", "at");

-- CreateIndex
CREATE INDEX "audit_events_lab_id_entity_id_idx" ON "audit_events"("lab_id", "entity_id");
