/** How rejections are grouped in figures. */
export const REJECTION_GROUPS = [
  'identification',
  'container',
  'volume',
  'quality',
  'transport',
  'other',
] as const;
export type RejectionGroup = (typeof REJECTION_GROUPS)[number];

export type ReasonRow = { code: string; name: string; group: RejectionGroup; hl70490: boolean };

function reasons(hl70490: boolean, rows: [string, string, RejectionGroup][]): ReasonRow[] {
  return rows.map(([code, name, group]) => ({ code, name, group, hl70490 }));
}

/** HL7 v2 table 0490, and the reasons that nearly every laboratory adds to it. */
export const DEFAULT_REJECTION_REASONS: ReasonRow[] = [
  ...reasons(true, [
    ['EX', 'Expired', 'quality'],
    ['QS', 'Quantity not sufficient', 'volume'],
    ['RA', 'Missing patient ID number', 'identification'],
    ['RB', 'Broken container', 'container'],
    ['RC', 'Clotted', 'quality'],
    ['RD', 'Missing collection date', 'identification'],
    ['RE', 'Missing patient name', 'identification'],
    ['RH', 'Haemolysed', 'quality'],
    ['RI', 'Identification problem', 'identification'],
    ['RM', 'Labelling', 'identification'],
    ['RN', 'Contaminated', 'quality'],
    ['RP', 'Missing phlebotomist ID', 'identification'],
    ['RR', 'Improper storage', 'transport'],
    ['RS', 'Name misspelt', 'identification'],
  ]),
  ...reasons(false, [
    ['L-CONT', 'Wrong container', 'container'],
    ['L-FILL', 'Wrong fill level for its additive', 'volume'],
    ['L-LEAK', 'Leaked in transport', 'transport'],
    ['L-LATE', 'Too long in transport', 'transport'],
    ['L-TEMP', 'Wrong transport temperature', 'transport'],
    ['L-LIP', 'Lipaemic', 'quality'],
    ['L-EMPTY', 'No specimen in the container', 'volume'],
    ['L-DUP', 'Duplicate order', 'other'],
    ['L-OTHER', 'Other, see comment', 'other'],
  ]),
];
