/** A field of ours and what is to be known of where it is taken from. */
export type PlaceWords = { name: string; label: string; hint?: string };
export type PlaceGroup = { title: string; places: readonly PlaceWords[] };

const SPECIMEN: readonly PlaceWords[] = [
  { name: 'specimen', label: 'Specimen number', hint: 'The label rule is applied to it.' },
  { name: 'specimenType', label: 'Specimen type' },
  { name: 'collected', label: 'Collected' },
  { name: 'received', label: 'Received' },
];
const ORDER: readonly PlaceWords[] = [
  { name: 'orderAction', label: 'What the order asks for' },
  { name: 'orderPriority', label: 'Priority' },
  { name: 'orderLocation', label: 'Location' },
  { name: 'orderedAt', label: 'Ordered' },
];

export const HL7_PLACES: readonly PlaceGroup[] = [
  {
    title: 'Specimen',
    places: [
      ...SPECIMEN,
      { name: 'role', label: 'Role', hint: 'A patient’s, a control, a pool (table 0369).' },
      { name: 'parents', label: 'Parents of a pool', hint: 'Every repetition counts.' },
      { name: 'rejection', label: 'Reason to reject', hint: 'Proposed; a person decides.' },
    ],
  },
  {
    title: 'Test and results',
    places: [
      { name: 'assay', label: 'Assay' },
      { name: 'analyte', label: 'Analyte' },
      { name: 'unit', label: 'Unit' },
      { name: 'referenceRange', label: 'Reference range' },
      { name: 'flags', label: 'Flags', hint: 'Every repetition counts.' },
      { name: 'resultStatus', label: 'Result status' },
      { name: 'resultTime', label: 'Result time', hint: 'OBX-14 is often the collection.' },
    ],
  },
  { title: 'Order', places: [...ORDER, { name: 'cancelReason', label: 'Reason to cancel' }] },
  {
    title: 'Device and containers',
    places: [
      { name: 'deviceState', label: 'Device state' },
      { name: 'deviceStateTime', label: 'Since when' },
      { name: 'alertLevel', label: 'Alert level' },
      { name: 'containerState', label: 'Container state' },
    ],
  },
];

export const ASTM_PLACES: readonly PlaceGroup[] = [
  { title: 'Specimen', places: SPECIMEN },
  {
    title: 'Test and results',
    places: [
      { name: 'assay', label: 'Assay' },
      { name: 'analyte', label: 'Analyte' },
      { name: 'value', label: 'Value' },
      { name: 'unit', label: 'Unit' },
      { name: 'referenceRange', label: 'Reference range' },
      { name: 'flags', label: 'Flags' },
      { name: 'resultStatus', label: 'Result status' },
      { name: 'resultTime', label: 'Result time' },
    ],
  },
  { title: 'Order', places: ORDER },
  {
    title: 'Device',
    places: [
      { name: 'deviceState', label: 'Device state', hint: 'In M records, by the maker’s manual.' },
      { name: 'deviceStateTime', label: 'Since when' },
    ],
  },
];

/** What stands on our side of a list of codes. */
export type OurSide =
  | { kind: 'code'; of: 'assays' | 'analytes' | 'deviceStates' | 'any'; mayBeEmpty: boolean }
  | { kind: 'choice'; options: readonly { value: string; label: string }[] };

export type CodeWords = {
  /** Where it stands in the table: `assays`, `hl7.resultStatuses`. */
  name: string;
  label: string;
  hint: string;
  ours: OurSide;
};

const choice = (...values: readonly [value: string, label: string][]): OurSide => ({
  kind: 'choice',
  options: values.map(([value, label]) => ({ value, label })),
});

const STATUSES = choice(
  ['preliminary', 'Preliminary'],
  ['final', 'Final'],
  ['corrected', 'Corrected'],
  ['cancelled', 'Cancelled'],
  ['none', 'None yet'],
);

export const SHARED_CODES: readonly CodeWords[] = [
  {
    name: 'assays',
    label: 'Assays',
    hint: 'A code or LOINC of the lab needs no line. Left empty, the test is left out.',
    ours: { kind: 'code', of: 'assays', mayBeEmpty: true },
  },
  {
    name: 'analytes',
    label: 'Analytes',
    hint: 'A code or LOINC of the lab needs no line. Left empty, the result is left out.',
    ours: { kind: 'code', of: 'analytes', mayBeEmpty: true },
  },
  {
    name: 'flags',
    label: 'Flags',
    hint: 'To HL7 table 0078; any other is kept. Left empty, the flag is left out.',
    ours: { kind: 'code', of: 'any', mayBeEmpty: true },
  },
  {
    name: 'units',
    label: 'Units',
    hint: 'Their spelling to ours; any other is kept.',
    ours: { kind: 'code', of: 'any', mayBeEmpty: false },
  },
  {
    name: 'deviceStates',
    label: 'Device states',
    hint: 'To HL7 table 0365; any other is kept.',
    ours: { kind: 'code', of: 'deviceStates', mayBeEmpty: false },
  },
  {
    name: 'specimenTypes',
    label: 'Specimen types',
    hint: 'Any other is kept.',
    ours: { kind: 'code', of: 'any', mayBeEmpty: false },
  },
  {
    name: 'rejections',
    label: 'Reasons to reject',
    hint: 'To the lab’s reasons; any other is kept.',
    ours: { kind: 'code', of: 'any', mayBeEmpty: false },
  },
  {
    name: 'priorities',
    label: 'Priorities',
    hint: 'Of orders; any other is the lab’s own choice.',
    ours: choice(['STAT', 'Stat'], ['URGENT', 'Urgent'], ['ROUTINE', 'Routine']),
  },
];

export const HL7_CODES: readonly CodeWords[] = [
  {
    name: 'hl7.resultStatuses',
    label: 'Result statuses',
    hint: 'What OBX-11 says; any other is preliminary.',
    ours: STATUSES,
  },
  {
    name: 'hl7.containerStates',
    label: 'Container states',
    hint: 'What SAC-8 says (table 0370).',
    ours: choice(
      ['seen', 'Seen at the device'],
      ['started', 'Work started'],
      ['left', 'Left the device'],
      ['archived', 'Archived'],
      ['missing', 'Missing'],
      ['failed', 'Failed'],
      ['nothing', 'Nothing'],
    ),
  },
  {
    name: 'hl7.orderActions',
    label: 'Orders',
    hint: 'What ORC-1 says; an order with any other is refused.',
    ours: choice(['place', 'Place'], ['cancel', 'Cancel'], ['ignore', 'Ignore']),
  },
];

export const ASTM_CODES: readonly CodeWords[] = [
  {
    name: 'astm.resultStatuses',
    label: 'Result statuses',
    hint: 'What R-9 says, or O-26; any other is preliminary.',
    ours: STATUSES,
  },
  {
    name: 'astm.orderActions',
    label: 'Orders',
    hint: 'What O-12 says; an order without results and with any other is refused.',
    ours: choice(
      ['place', 'Place'],
      ['cancel', 'Cancel'],
      ['ignore', 'Ignore'],
      ['started', 'At work already'],
      ['quality_control', 'A control'],
    ),
  },
];

export const ALL_CODES: readonly CodeWords[] = [...SHARED_CODES, ...HL7_CODES, ...ASTM_CODES];

/** The other things a table says, by where they stand in it. */
export const OTHER_WORDS: Readonly<Record<string, string>> = {
  timeZone: 'Time zone',
  'label.pattern': 'Label pattern',
  'label.suffixes': 'Suffixes to cut off',
  notPatient: 'Not a patient’s',
  pool: 'Pools',
  failure: 'Error code of a failure',
  'hl7.codedValue': 'Coded values',
  'astm.deviceStateRecord': 'Records that tell a state',
};

/** What of a table a fault of the server is about, in words; null for what nobody put in words. */
export function fieldText(field: string): string | null {
  const [first = '', second = ''] = field.split('.');
  const places = first === 'hl7' ? HL7_PLACES : first === 'astm' ? ASTM_PLACES : [];
  const place = places.flatMap((group) => group.places).find(({ name }) => name === second);
  if (place) return `${first === 'hl7' ? 'HL7' : 'ASTM'}: ${place.label}`;
  const codes = ALL_CODES.find(({ name }) => field === name || field.startsWith(`${name}.`));
  if (codes) {
    const key = field.slice(codes.name.length + 1);
    const format = first === 'hl7' ? 'HL7: ' : first === 'astm' ? 'ASTM: ' : '';
    return `${format}${codes.label}${key === '' ? '' : ` “${key}”`}`;
  }
  const other = Object.keys(OTHER_WORDS).find(
    (name) => field === name || field.startsWith(`${name}.`),
  );
  return other === undefined ? null : (OTHER_WORDS[other] ?? null);
}
