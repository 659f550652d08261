-- DropIndex
DROP INDEX "ordered_tests_lab_id_due_at_idx";

-- Figures read column blocks now; what nobody reads only slows down writing.
DROP INDEX ordered_tests_turnaround_idx;
DROP INDEX test_transitions_amend_idx;
