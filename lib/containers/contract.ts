import { z } from 'zod';
import { lineField, nameField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';

/** How a UUID looks: a barcode never does, so that a text is either a number or a barcode. */
const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const SLOTS_AT_MOST = 2000;
export const CONTAINERS_AT_ONCE = 1000;

/** A place: the device's name and a position counted from 0. */
export const Place = z.object({ device: z.string(), position: z.int() });
export type Place = z.output<typeof Place>;

export const Container = z.object({
  id: z.uuid(),
  barcode: z.string().nullable().describe('Absent until it is read.'),
  name: z.string(),
  device: z.string().nullable().describe('Where it stands; null once it was removed.'),
  position: z.int().nullable().describe('Counted from 0.'),
  start_device: z.string().describe('Where it was put on the platform.'),
  start_position: z.int(),
  lidded: z.boolean(),
  lid_site: Place.nullable().describe('Where its lid lies, while it has a place of its own.'),
  filled: z.boolean(),
  removed: z.boolean(),
  labware_uuid: z.uuid().nullable(),
});
export type Container = z.output<typeof Container>;

export const positionField = z
  .int('must be a position, counted from 0')
  .min(0, 'must be a position, counted from 0')
  .max(SLOTS_AT_MOST - 1, `must be below ${SLOTS_AT_MOST}`);
export const deviceField = z
  .string({ error: 'must be the name of a device' })
  .trim()
  .min(1, 'must be the name of a device')
  .max(200, 'must be the name of a device');

export const barcodeField = lineField(128).refine(
  (text) => !UUID_FORM.test(text),
  'must not have the form of a UUID: that is how containers are known by their id',
);

export const PlaceField = z.strictObject({ device: deviceField, position: positionField });
export type PlaceField = z.output<typeof PlaceField>;

const reasonField = lineField(500);

export const NewContainer = z.strictObject({
  name: nameField,
  barcode: barcodeField.nullable().optional().describe('May be read and told later.'),
  device: deviceField,
  position: positionField,
  lidded: z.boolean().default(false),
  lid_site: PlaceField.nullable().optional().describe('Where its lid lies; unlidded ones only.'),
  filled: z.boolean().default(false),
  labware_uuid: z.uuid('must be a UUID').nullable().optional(),
});
export type NewContainer = z.output<typeof NewContainer>;

export const ContainerChange = z.strictObject({
  barcode: barcodeField.nullable().optional(),
  name: nameField.optional(),
  filled: z.boolean().optional(),
  labware_uuid: z.uuid('must be a UUID').nullable().optional(),
  lidded: z.boolean().optional(),
  lid_site: PlaceField.nullable()
    .optional()
    .describe('Where its lid lies; null for one that lies nowhere known.'),
});
export type ContainerChange = z.output<typeof ContainerChange>;

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

export const ContainerListQuery = z.strictObject({
  ...listQueryShape,
  device: z.string().trim().min(1).max(200).optional().describe('Name of the device they are on.'),
  barcode: z.string().trim().min(1).max(128).optional().describe('The whole barcode.'),
  q: z
    .string()
    .trim()
    .max(120)
    .optional()
    .describe('The beginning of a barcode or of a name, capitals aside.'),
  specimen: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .optional()
    .describe('Number of a specimen that is in them; in removed ones: was when they left.'),
  removed: flag.optional().describe('true for those that were removed; else those present.'),
});
export type ContainerListQuery = z.output<typeof ContainerListQuery>;

/** The ends of a move, named as orchestrators name them. */
export const MoveEnds = z.strictObject({
  source_device: deviceField,
  source_pos: positionField,
  target_device: deviceField,
  target_pos: positionField,
});
export type MoveEnds = z.output<typeof MoveEnds>;

export const MoveByPlace = z.strictObject({
  ...MoveEnds.shape,
  barcode: barcodeField
    .nullable()
    .optional()
    .describe('If given, it must not be another than that of what stands there.'),
});
export type MoveByPlace = z.output<typeof MoveByPlace>;

export const Moved = z.object({
  status: z.literal('success'),
  container: Container,
  move_id: z.uuid(),
});
export type Moved = z.output<typeof Moved>;

/** Where a lid was taken from, to be verified; both or neither. */
export const LidFrom = z
  .strictObject({ device: deviceField.optional(), position: positionField.optional() })
  .refine(({ device, position }) => (device === undefined) === (position === undefined), {
    message: 'must come with its device, or both be left out',
    path: ['position'],
  });
export type LidFrom = z.output<typeof LidFrom>;

/** A place corrected by hand, `{device, position, reason}`, or a container that is gone, `{gone: true, reason}`. */
export const Correction = z
  .strictObject({
    device: deviceField.optional(),
    position: positionField.optional(),
    gone: z.literal(true, 'is true, or left out').optional().describe('It is nowhere any more.'),
    reason: reasonField,
  })
  .refine(({ device, gone }) => (device === undefined) === (gone === true), {
    message: 'must be where it stands, or left out with gone: true',
    path: ['device'],
  })
  .refine(({ position, device }) => (position === undefined) === (device === undefined), {
    message: 'must come with its device, or both be left out',
    path: ['position'],
  });
export type Correction = z.output<typeof Correction>;

export const CONTAINER_ACTIONS = [
  'add',
  'move',
  'unlid',
  'lid',
  'change',
  'correct',
  'reconcile',
  'remove',
] as const;

/** What else a row of history changed. */
export const Changes = z.object({
  barcode: z.string().nullable().optional(),
  name: z.string().optional(),
  lidded: z.boolean().optional(),
  filled: z.boolean().optional(),
  labware_uuid: z.string().nullable().optional(),
});
export type Changes = z.output<typeof Changes>;

export const ContainerHistoryEntry = z.object({
  id: z.uuid(),
  sequence: z.int(),
  action: z.enum(CONTAINER_ACTIONS),
  thing: z.enum(['container', 'lid']),
  from: Place.nullable().describe('null: from nowhere, or for a lid from its container.'),
  to: Place.nullable().describe('null: off the platform, or for a lid onto its container.'),
  changes: Changes,
  at: timeAnswer,
  reason: z.string().nullable(),
  source: z.string(),
  actor: z.object({ kind: z.enum(['person', 'key', 'system']), name: z.string() }),
  request_id: z.string(),
});
export type ContainerHistoryEntry = z.output<typeof ContainerHistoryEntry>;

export const Position = z.object({
  position: z.int(),
  empty: z.boolean().describe('Neither a container nor a lid.'),
  container: Container.nullable(),
  lid: Container.nullable().describe('Whose lid lies here.'),
  deep_well: z.boolean(),
});
export type Position = z.output<typeof Position>;

export const PositionChange = z.strictObject({ deep_well: z.boolean() });

export const PlacementConflict = z.object({
  id: z.uuid(),
  kind: z
    .enum(['NOT_THERE', 'TARGET_TAKEN'])
    .describe('The container is not where it was to move from, or another is where it was to go.'),
  container: Container.nullable().describe('As it now stands; null where none was named.'),
  occupant: Container.nullable().describe('Who stood in the way, as it now stands.'),
  from: Place,
  to: Place,
  times: z.int().describe('How often it was told.'),
  at: timeAnswer,
  last_at: timeAnswer,
  actor: z.object({ kind: z.enum(['person', 'key', 'system']), name: z.string() }),
  open: z.boolean(),
  ended: z.enum(['RECONCILED', 'DISMISSED', 'OVERTAKEN']).nullable(),
  ended_at: timeAnswer.nullable(),
  ended_by: z.string().nullable(),
  end_reason: z.string().nullable(),
});
export type PlacementConflict = z.output<typeof PlacementConflict>;

export const ConflictListQuery = z.strictObject({
  ...listQueryShape,
  open: flag.optional().describe('true for those nobody has dealt with, false for the others.'),
});
export type ConflictListQuery = z.output<typeof ConflictListQuery>;

export const Reconciliation = z.strictObject({
  container: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('Id or barcode, where the conflict does not say which container it was.'),
});
export type Reconciliation = z.output<typeof Reconciliation>;

export const Dismissal = z.strictObject({ reason: reasonField.optional() });
export type Dismissal = z.output<typeof Dismissal>;
