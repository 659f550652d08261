import { z } from 'zod';
import type { LabRef } from '../context';

/** The lab `l` in a raw query that finds it by what it has: a key, a device, a message. */
export const LAB_COLUMNS =
  'l.id::text AS lab_id, l.slug, l.name AS lab_name, l.time_zone, l.first_weekday';

const Row = z.object({
  lab_id: z.string(),
  slug: z.string(),
  lab_name: z.string(),
  time_zone: z.string(),
  first_weekday: z.number(),
});

/** … as it comes, among the other columns of the row, … */
export const labShape = Row.shape;

/** … and as everything else knows it. */
export function labOf(row: z.output<typeof Row>): LabRef {
  return {
    id: row.lab_id,
    slug: row.slug,
    name: row.lab_name,
    timeZone: row.time_zone,
    firstWeekday: row.first_weekday,
  };
}
