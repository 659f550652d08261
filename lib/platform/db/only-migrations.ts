/**
 * What the migrations make and the Prisma schema cannot say, with the reason. The agreement test
 * holds the database to this list: an object that is missing here, or here and not there, fails it.
 */
export const ONLY_MIGRATIONS: { why: string; what: string[] }[] = [
  {
    why: 'Prisma has no CHECK constraints',
    what: [
      'constraint analytes.analytes_limits_check',
      'constraint api_keys.api_keys_device_check',
      'constraint imports.imports_counts_check',
      'constraint invitations.invitations_role_check',
      'constraint labs.labs_first_weekday_check',
      'constraint labs.labs_slug_check',
      'constraint ordered_tests.ordered_tests_run_check',
      'constraint rejection_reasons.rejection_reasons_group_check',
      'constraint specimens.specimens_number_check',
      'constraint specimens.specimens_parent_check',
      'constraint specimens.specimens_relation_check',
      'constraint targets.targets_minutes_check',
      'constraint targets.targets_no_past_check',
      'constraint targets.targets_period_check',
      'constraint targets.targets_segment_check',
      'constraint test_transitions.test_transitions_sequence_check',
      'constraint users.users_email_check',
    ],
  },
  {
    why: 'Prisma has no exclusion constraints; this one needs equality in a GiST index',
    what: ['constraint targets.targets_no_overlap', 'extension btree_gist'],
  },
  {
    why: 'names that differ only in case are one name: an index over an expression',
    what: [
      'index analytes_code_key',
      'index assays_code_key',
      'index departments_name_key',
      'index devices_name_key',
      'index error_codes_code_key',
      'index locations_name_key',
      'index rejection_reasons_code_key',
    ],
  },
  {
    why: 'indexes over a part of the rows',
    what: [
      'index imports_running_key',
      'index ordered_tests_due_idx',
      'index ordered_tests_pressing_idx',
      'index ordered_tests_turnaround_idx',
      'index ordered_tests_unfinished_idx',
      'index results_in_force_key',
      'index specimens_pressing_idx',
      'index specimens_unfinished_idx',
      'index test_transitions_amend_idx',
    ],
  },
  {
    why: 'Prisma has no collations; specimen numbers sort by their bytes',
    what: ['column specimens.number'],
  },
  {
    why: 'history and audit are append-only',
    what: [
      'function refuse_change()',
      'trigger audit_events.audit_events_append_only',
      'trigger audit_events.audit_events_no_truncate',
      'trigger test_transitions.test_transitions_append_only',
      'trigger test_transitions.test_transitions_no_truncate',
    ],
  },
  {
    why: 'tests carry what figures need of their specimen',
    what: [
      'function copy_specimen_to_new_test()',
      'function copy_specimen_to_tests()',
      'trigger ordered_tests.ordered_tests_copy_specimen',
      'trigger specimens.specimens_copy_to_tests',
    ],
  },
  { why: 'views for tools that read SQL', what: ['schema reporting'] },
];
