import { DEVICE_ROWS } from '@/lib/devices/device-row';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { DEPARTMENT_ROWS } from '@/lib/labs/departments/department-row';
import { LOCATION_ROWS } from '@/lib/labs/locations/location-row';
import type { Ctx } from '@/lib/platform/context';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import { findNamed } from '@/lib/specimens/find-named';
import type { RuleFilters } from './contract';
import type { StoredFilters } from './stored-rule';

const ROWS = {
  assays: ASSAY_ROWS,
  departments: DEPARTMENT_ROWS,
  locations: LOCATION_ROWS,
  devices: DEVICE_ROWS,
} as const satisfies Partial<Record<keyof RuleFilters, NamedRows>>;

type NamedFilter = keyof typeof ROWS;
const NAMED: readonly NamedFilter[] = ['assays', 'departments', 'locations', 'devices'];

/**
 * The ids behind the names of a rule's filters, retired ones too: what is left of their work is
 * still watched. A name the lab does not have is 422 for its place, such as filters.assays.1; a
 * filter without names is none.
 */
export async function resolveFilters(
  db: LabDb | LabTx,
  { lab }: Pick<Ctx, 'lab'>,
  filters: RuleFilters,
): Promise<StoredFilters> {
  const stored: StoredFilters = {};
  for (const name of NAMED) {
    const names = filters[name] ?? [];
    if (names.length === 0) continue;
    const rows = await findNamed({ db, lab }, ROWS[name], names, (at) => `filters.${name}.${at}`);
    stored[name] = [...new Set(rows.map(({ id }) => id))];
  }
  if (filters.priorities && filters.priorities.length > 0) {
    stored.priorities = [...new Set(filters.priorities)];
  }
  return stored;
}
