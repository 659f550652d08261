import type { QualityScenario } from '@/lib/demo/quality/quality-scenario';

const FIRST = `name: The lab’s own data
rules:
  - name: Work keeps coming
    description: Round the clock, so that a day without is a fault of the connection.
    type: freshness
    column: received_at
    max_age_hours: 6

  - name: Enough tests for a day
    type: row_count
    min: 150

  - name: States follow one another
    type: transition

  - name: Steps follow one another
    severity: WARNING
    type: timestamp_order
    columns: [collected_at, received_at, started_at, resulted_at, verified_at, released_at]
    may_fail: 1%

  - name: Errors have a code
    type: completeness
    columns: [error_code]
    filter:
      status: ERROR

  - name: A completed test names its device
    severity: WARNING
    type: completeness
    columns: [machine_id]
    threshold: 98%
    filter:
      status: COMPLETED
`;

const SECOND = `${FIRST}
  - name: STAT is released within the hour
    description: The target of the emergency department; one in eight may take longer.
    severity: WARNING
    type: range
    columns:
      tat_minutes: { min: 1, max: 60 }
    filter:
      priority: STAT
    may_fail: 12.5%

  - name: Turnaround far from the rest
    description: Against tests of the same assay.
    severity: INFO
    type: outlier
    column: tat_minutes
    group_by: [assay]
    limit: 6
`;

/** What the lab of the hospital judges its data by. */
export const HOSPITAL_QUALITY: QualityScenario = {
  name: 'The lab’s own data',
  description: 'Whether work still arrives, states follow one another and times are usual.',
  versions: [
    { daysAgo: 13, text: FIRST },
    { daysAgo: 6, text: SECOND },
  ],
  since: 12,
  file: {
    name: 'courier-north-wing.csv',
    text: `specimen_id,assay,priority,status,received_at,processed_at,tat_hours
NW-20481,CBC,ROUTINE,COMPLETED,2026-10-02T08:14:00Z,2026-10-02T09:02:00Z,0.8
NW-20482,CBC,STAT,COMPLETED,2026-10-02T08:15:00Z,2026-10-02T08:41:00Z,0.43
NW-20483,BMP,URGENT,COMPLETED,2026-10-02T08:19:00Z,2026-10-02T08:02:00Z,-0.28
NW-20484,BMP,ROUTINE,COMPLETED,2026-10-02T08:21:00Z,yesterday,
NW-20484,BMP,ROUTINE,COMPLETED,2026-10-02T08:21:00Z,2026-10-02T09:50:00Z,1.48
NW 20485,TROP,STAT,COMPLETED,2026-10-02T08:30:00Z,2026-10-02T09:01:00Z,0.52
NW-20486,,ROUTINE,RECEIVED,2026-10-02T08:33:00Z,,
NW-20487,CBC,Routine,on hold,2026-10-02T08:35:00Z,,
NW-20488,LIPIDX,ROUTINE,COMPLETED,2026-10-02T08:40:00Z,2026-10-02T10:10:00Z,1.5
NW-20489,CBC,ROUTINE,COMPLETED,20244-10-02T08:42:00Z,2026-10-02T09:30:00Z,1e9
`,
  },
};
