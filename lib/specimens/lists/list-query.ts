import { z } from 'zod';
import { oneOf } from '@/lib/platform/http/one-of';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { PRIORITIES } from '../contract';

/** The columns a list can be sorted by; nothing else ever reaches ORDER BY. */
export const SORTS = ['received', 'number', 'due', 'state', 'priority'] as const;
export type Sort = (typeof SORTS)[number];

export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];

/** The way a column is sorted when nobody says: newest, most urgent, least advanced, first due. */
export const USUAL_ORDER: Record<Sort, Order> = {
  received: 'desc',
  number: 'asc',
  due: 'asc',
  state: 'asc',
  priority: 'asc',
};

const value = z.string().trim().min(1, 'must not be empty').max(200, 'is too long');

/** A parameter that may be given several times: any of them will do. */
const anyOf = z
  .union([value, z.array(value).max(50, 'may be given 50 times')])
  .transform((given) => (Array.isArray(given) ? given : [given]));

const priorities = anyOf.pipe(
  z.array(
    z
      .string()
      .transform((text) => text.toUpperCase())
      .pipe(z.enum(PRIORITIES, { error: 'must be STAT, URGENT or ROUTINE' })),
  ),
);

/** The filters of specimens and of tests. */
export const filterShape = {
  state: anyOf.optional().describe('Keys of states; or open, done, void for all of that kind.'),
  assay: anyOf.optional().describe('Codes of assays.'),
  department: anyOf.optional().describe('Names of departments.'),
  location: anyOf.optional().describe('Names of locations.'),
  priority: priorities.optional().describe('STAT, URGENT, ROUTINE.'),
  device: anyOf.optional().describe('Names of devices.'),
  from: timeField.optional().describe('Received at or after.'),
  to: timeField.optional().describe('Received before.'),
  q: value.optional().describe('The number of a specimen, or how it begins.'),
  late: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((text) => text === 'true')
    .optional()
    .describe('true: late ones only; false: the others only.'),
};

export const ListQuery = z.strictObject({
  ...listQueryShape,
  ...filterShape,
  sort: oneOf(SORTS).default('received'),
  order: z.enum(ORDERS, { error: 'must be asc or desc' }).optional(),
});
export type ListQuery = z.output<typeof ListQuery>;
export type ListFilter = Pick<ListQuery, keyof typeof filterShape>;
