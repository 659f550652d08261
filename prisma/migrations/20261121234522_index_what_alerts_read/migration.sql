-- What was released lately: throughput counts it every half minute, beside the same of weeks before.
CREATE INDEX ordered_tests_released_idx ON ordered_tests (lab_id, released_at)
  WHERE released_at IS NOT NULL;
-- Published without a time of release, by a file that had none, or taken back since.
CREATE INDEX ordered_tests_undated_idx ON ordered_tests (lab_id, received_at)
  WHERE released_at IS NULL AND (state_key IN ('published', 'invalidated') OR amended_at IS NOT NULL);
-- Attempts that a file told of and that somebody went on with end when the file said.
DROP INDEX test_transitions_ended_idx;
CREATE INDEX test_transitions_ended_idx ON test_transitions (lab_id, occurred_at)
  WHERE action IN ('submit', 'fail')
    OR (action = 'import' AND to_state IN ('error', 'submitted', 'verified'));
