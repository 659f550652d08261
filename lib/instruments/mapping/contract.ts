import { RE2JS } from 're2js';
import { z } from 'zod';

/**
 * Where a value stands in an HL7 message: segment, field, and where it matters repetition,
 * component and subcomponent, all from 1: `SPM-2.2`, `OBX-8`, `OBX-3[2].1`. Without a component the
 * first is meant, likewise for the subcomponent.
 */
export const HL7_PATH = /^[A-Z][A-Z0-9]{2}-[1-9]\d{0,2}(\[[1-9]\d?\])?(\.[1-9]\d?(\.[1-9]\d?)?)?$/;
/** … and in an ASTM message, by record letter: `O-3`, `R-3.4`. */
export const ASTM_PATH = /^[A-Z]-[1-9]\d{0,2}(\[[1-9]\d?\])?(\.[1-9]\d?)?$/;

/** Most entries of one list of codes, so that a table stays a table. */
const MOST_CODES = 5000;
const MOST_PATHS = 10;

const hl7Paths = z
  .array(z.string().trim().regex(HL7_PATH, 'must be a place such as SPM-2.2 or OBX-19'))
  .max(MOST_PATHS, `may have ${MOST_PATHS} places`)
  .describe('The first that holds something counts; of names, the others are tried after it.');
const astmPath = z.string().trim().regex(ASTM_PATH, 'must be a place such as O-3 or R-3.4');
const astmPaths = z
  .array(astmPath)
  .max(MOST_PATHS, `may have ${MOST_PATHS} places`)
  .describe('The first that holds something counts; of names, the others are tried after it.');

const theirCode = z.string().trim().max(200, 'must have at most 200 characters');
const ourCode = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(64, 'must have at most 64 characters');

const codes = <V extends z.ZodType>(value: V) =>
  z
    .record(theirCode, value)
    .refine((all) => Object.keys(all).length <= MOST_CODES, `may have ${MOST_CODES} codes`);

const codeList = z.array(theirCode.min(1, 'must not be empty')).max(50, 'may have 50 codes');

/**
 * Steps of a pattern once its repetitions are written out: the time for a label grows with both, and
 * a message may name thousands.
 */
const MOST_STEPS = 250;

/** What is wrong with a pattern; RE2 matches the others in time that grows with the text alone. */
function patternFault(pattern: string): string | null {
  try {
    const steps = RE2JS.compile(pattern).programSize();
    return steps <= MOST_STEPS
      ? null
      : `must be simpler: with its repetitions written out it may have ${MOST_STEPS} steps`;
  } catch {
    return 'must be a regular expression as RE2 knows them';
  }
}

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** How the number on a label becomes a specimen number: `pattern` first, then one suffix less. */
export const LabelRule = z.strictObject({
  pattern: z
    .string()
    .max(200, 'must have at most 200 characters')
    .superRefine((pattern, context) => {
      const fault = patternFault(pattern);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    })
    .nullable()
    .describe('The whole number must match; its first group, or all of it, is what counts.'),
  suffixes: z
    .array(z.string().trim().min(1, 'must not be empty').max(16, 'must have at most 16 characters'))
    .max(50, 'may have 50 suffixes')
    .describe('Cut off the end, the longest that fits, such as -01 or A.'),
});
export type LabelRule = z.output<typeof LabelRule>;

export const RESULT_STATES = ['preliminary', 'final', 'corrected', 'cancelled', 'none'] as const;
export const ORDER_ACTIONS = ['place', 'cancel', 'ignore'] as const;
/** Of ASTM also a control, and a test that is already at work. */
export const ASTM_ACTIONS = [...ORDER_ACTIONS, 'quality_control', 'started'] as const;
export const CONTAINER_STATES = [
  'seen',
  'started',
  'left',
  'archived',
  'missing',
  'failed',
  'nothing',
] as const;
const PRIORITIES = ['STAT', 'URGENT', 'ROUTINE'] as const;

/** Where our fields stand in HL7 v2, and what its codes of status mean. */
export const Hl7Table = z.strictObject({
  specimen: hl7Paths,
  parents: hl7Paths.describe('Of a pool: every repetition counts.'),
  specimenType: hl7Paths,
  collected: hl7Paths,
  received: hl7Paths,
  rejection: hl7Paths.describe('Code of table 0490, proposed to a person.'),
  role: hl7Paths.describe('What the specimen is (table 0369).'),
  assay: hl7Paths,
  analyte: hl7Paths,
  unit: hl7Paths,
  referenceRange: hl7Paths,
  flags: hl7Paths.describe('Every repetition counts (table 0078).'),
  resultStatus: hl7Paths,
  resultTime: hl7Paths,
  orderAction: hl7Paths,
  orderPriority: hl7Paths,
  orderLocation: hl7Paths,
  orderedAt: hl7Paths,
  cancelReason: hl7Paths,
  deviceState: hl7Paths,
  deviceStateTime: hl7Paths,
  alertLevel: hl7Paths,
  containerState: hl7Paths,
  resultStatuses: codes(z.enum(RESULT_STATES)).describe(
    'What OBX-11 says; a code that is missing is taken as preliminary.',
  ),
  containerStates: codes(z.enum(CONTAINER_STATES)).describe('What SAC-8 says (table 0370).'),
  orderActions: codes(z.enum(ORDER_ACTIONS)).describe(
    'What ORC-1 says; an order with another code is refused.',
  ),
  codedValue: z.enum(['text', 'code']).describe('Of a coded value (CWE, CE): what is the result.'),
});
export type Hl7Table = z.output<typeof Hl7Table>;

/** … and in ASTM. */
export const AstmTable = z.strictObject({
  specimen: astmPaths,
  specimenType: astmPaths,
  collected: astmPaths,
  received: astmPaths,
  assay: astmPaths,
  analyte: astmPaths,
  value: astmPaths,
  unit: astmPaths,
  referenceRange: astmPaths,
  flags: astmPaths,
  resultStatus: astmPaths,
  resultTime: astmPaths,
  orderAction: astmPaths,
  orderPriority: astmPaths,
  orderLocation: astmPaths,
  orderedAt: astmPaths,
  deviceState: astmPaths.describe('In M records; none unless the maker’s manual says so.'),
  deviceStateTime: astmPaths,
  deviceStateRecord: z
    .strictObject({ place: astmPath, value: theirCode })
    .nullable()
    .describe('M records that tell a state hold this there; null: all do that have a state.'),
  resultStatuses: codes(z.enum(RESULT_STATES)).describe(
    'What R-9 says, or O-26 where it is empty; a code that is missing is taken as preliminary.',
  ),
  orderActions: codes(z.enum(ASTM_ACTIONS)).describe(
    'What O-12 says; an order without results and with another code is refused.',
  ),
});
export type AstmTable = z.output<typeof AstmTable>;

/** How a device's messages are read: where each of our fields stands, and what its codes are here. */
export const MappingTable = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
    .nullable()
    .describe('Of times without an offset; null is the lab’s.'),
  label: LabelRule,
  assays: codes(ourCode.nullable()).describe('Their code to ours; null leaves the test out.'),
  analytes: codes(ourCode.nullable()).describe('Their code to ours; null leaves the result out.'),
  units: codes(ourCode).describe('Their spelling to ours; any other is kept.'),
  flags: codes(ourCode.nullable()).describe('Their flag to table 0078; any other is kept.'),
  specimenTypes: codes(ourCode).describe('Their type to ours; any other is kept.'),
  rejections: codes(ourCode).describe('Their reason to ours; any other is kept.'),
  priorities: codes(z.enum(PRIORITIES)).describe('Any other is the lab’s own choice.'),
  deviceStates: codes(ourCode).describe('Their state to table 0365; any other is kept.'),
  notPatient: codeList.describe('Of table 0369: controls and the like, in no figure of specimens.'),
  pool: codeList.describe('Of table 0369: made from several specimens.'),
  failure: ourCode.describe('The error code of a specimen that the device only says failed.'),
  hl7: Hl7Table,
  astm: AstmTable,
});
export type MappingTable = z.output<typeof MappingTable>;
