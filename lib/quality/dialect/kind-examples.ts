import type { DialectKind } from '../rule';

/** A rule of each kind, as one would stand under `rules:`. */
export const KIND_EXAMPLES: Readonly<Record<DialectKind, string>> = {
  required_columns: `- name: Columns that are needed
  type: required_columns
  columns: [specimen_id, assay, status]
`,
  completeness: `- name: Locations are filled in
  type: completeness
  severity: WARNING
  columns: [location]
  threshold: 95%
  blank: [N/A, unknown]
`,
  uniqueness: `- name: One row a test
  type: uniqueness
  columns: [specimen_id, assay]
`,
  data_types: `- name: Times and numbers can be read
  type: data_types
  columns:
    received_at: datetime
    collection_date: date
    tat_hours: number
`,
  allowed_values: `- name: Priorities
  type: allowed_values
  columns: [priority]
  values: [STAT, URGENT, ROUTINE]
  ignore_case: true
`,
  format: `- name: Specimen numbers
  type: format
  columns: [specimen_id]
  pattern: '[A-Z]{2}\\d{6,10}'
`,
  range: `- name: Turnaround is possible
  type: range
  columns:
    tat_hours: { min: 0, max: 72 }
  filter:
    priority: [STAT, URGENT]
  may_fail: 1%
`,
  timestamp_order: `- name: Released after it came, within a day
  type: timestamp_order
  columns: [received_at, processed_at]
  within_hours: 24
  filter:
    status: COMPLETED
`,
  no_future_dates: `- name: No times in the future
  type: no_future_dates
  columns: [received_at, processed_at]
  tolerance_hours: 1
`,
  freshness: `- name: Something came today
  type: freshness
  column: received_at
  max_age_hours: 24
`,
  row_count: `- name: A usual number of rows
  type: row_count
  min: 100
  max: 100000
`,
  reference: `- name: Assays the lab knows
  type: reference
  column: assay
  known: assay
`,
  transition: `- name: Possible changes of state
  type: transition
  from: from_state
  to: to_state
`,
  outlier: `- name: Turnaround far from the rest
  type: outlier
  severity: INFO
  between: [received_at, processed_at]
  group_by: [assay]
  method: robust_z
  limit: 3.5
`,
  readable_rows: `- name: Rows can be taken apart
  type: readable_rows
  may_fail: 2
`,
};
