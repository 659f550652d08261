/** What data is judged by where nobody gives rules, as text in the dialect. */
export const BUILT_IN_RULES = `# What every file of tests, and the lab's own data, should satisfy.
name: Built-in rules
description: What every file of tests should satisfy. Copy it and make it your own.
rules:
  - name: Columns that are needed
    description: Without them no row says which test it is about.
    type: required_columns
    columns: [specimen_id, assay]

  - name: There are rows
    type: row_count
    min: 1

  - name: Every row names its test
    type: completeness
    columns: [specimen_id, assay]

  - name: Specimen numbers
    description: 1 to 64 letters, digits, points, underscores, colons and hyphens.
    type: format
    columns: [specimen_id]
    format: specimen_id

  - name: One row a test
    description: The same assay twice on one specimen, in one run, is a row that was copied.
    severity: WARNING
    type: uniqueness
    columns: [specimen_id, assay, run]
    if_present: true

  - name: Times can be read
    type: data_types
    if_present: true
    columns:
      ordered_at: datetime
      collected_at: datetime
      received_at: datetime
      started_at: datetime
      resulted_at: datetime
      verified_at: datetime
      processed_at: datetime
      released_at: datetime
      rejected_at: datetime
      collection_date: date
      received_date: date

  - name: Turnaround is a number
    type: data_types
    if_present: true
    columns:
      tat_hours: number
      tat_minutes: number

  - name: Turnaround is possible
    description: Not negative, and not above 90 days.
    type: range
    if_present: true
    columns:
      tat_hours: { min: 0, max: 2160 }
      tat_minutes: { min: 0, max: 129600 }

  - name: Turnaround is plausible
    description: Nothing is received and released within half a minute, or takes ten days.
    severity: WARNING
    type: range
    if_present: true
    columns:
      tat_hours: { min: 0.01, max: 240 }
      tat_minutes: { min: 0.5, max: 14400 }

  - name: Nothing ends before it came
    type: timestamp_order
    columns: [received_at, processed_at]
    if_present: true

  - name: Steps follow one another
    severity: WARNING
    type: timestamp_order
    columns: [collected_at, received_at, started_at, resulted_at, verified_at, released_at]
    if_present: true

  - name: No times in the future
    type: no_future_dates
    tolerance_hours: 1
    if_present: true
    columns:
      - ordered_at
      - collected_at
      - received_at
      - started_at
      - resulted_at
      - verified_at
      - processed_at
      - released_at
      - rejected_at
      - collection_date
      - received_date

  - name: Statuses
    severity: WARNING
    type: allowed_values
    columns: [status]
    if_present: true
    ignore_case: true
    values:
      - expected
      - received
      - in_process
      - in process
      - error
      - submitted
      - verified
      - published
      - completed
      - rejected
      - cancelled
      - invalidated

  - name: Priorities
    severity: WARNING
    type: allowed_values
    columns: [priority]
    if_present: true
    ignore_case: true
    values: [STAT, URGENT, ROUTINE]

  - name: Errors have a code
    severity: WARNING
    type: completeness
    columns: [error_code]
    if_present: true
    filter:
      status: ERROR

  - name: Assays the lab knows
    severity: WARNING
    type: reference
    column: assay
    known: assay

  - name: Devices the lab knows
    severity: WARNING
    type: reference
    column: machine_id
    known: device

  - name: Turnaround far from the rest
    description: Against tests of the same assay.
    severity: INFO
    type: outlier
    between: [received_at, processed_at]
    group_by: [assay]

  - name: Hours of turnaround far from the rest
    description: Against tests of the same assay.
    severity: INFO
    type: outlier
    column: tat_hours
    group_by: [assay]
`;
