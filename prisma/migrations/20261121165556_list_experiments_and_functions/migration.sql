-- CreateIndex
CREATE INDEX "experiments_lab_id_created_at_id_idx" ON "experiments"("lab_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "steps_lab_id_fct_started_at_id_idx" ON "steps"("lab_id", "fct", "started_at", "id");
