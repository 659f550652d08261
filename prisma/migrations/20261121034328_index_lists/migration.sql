-- CreateIndex
CREATE INDEX "specimens_lab_id_received_at_idx" ON "specimens"("lab_id", "received_at");

-- Lists by state and by priority. Partial, since nearly all rows of a lab are published and
-- routine: those are found by the time of receipt, and an import of finished work pays nothing.
CREATE INDEX specimens_unfinished_idx ON specimens (lab_id, state_key, received_at)
  WHERE state_key <> 'published';
CREATE INDEX ordered_tests_unfinished_idx ON ordered_tests (lab_id, state_key, received_at)
  WHERE state_key <> 'published';
CREATE INDEX specimens_pressing_idx ON specimens (lab_id, priority, received_at)
  WHERE priority <> 'ROUTINE';
CREATE INDEX ordered_tests_pressing_idx ON ordered_tests (lab_id, priority, received_at)
  WHERE priority <> 'ROUTINE';
