import type { Filters } from './kind';

/** What of a thing filters look at; a thing that has none of what is asked for does not match. */
export type Filtered = {
  assayId?: string | null;
  departmentId?: string | null;
  locationId?: string | null;
  priority?: string | null;
  deviceId?: string | null;
};

function allows(wanted: readonly string[] | undefined, has: string | null | undefined): boolean {
  if (wanted === undefined || wanted.length === 0) return true;
  return has !== null && has !== undefined && wanted.includes(has);
}

/** Values of one filter widen, filters narrow. */
export function matchesFilters(filters: Filters, thing: Filtered): boolean {
  return (
    allows(filters.assays, thing.assayId) &&
    allows(filters.departments, thing.departmentId) &&
    allows(filters.locations, thing.locationId) &&
    allows(filters.priorities, thing.priority) &&
    allows(filters.devices, thing.deviceId)
  );
}
