import type { AttributeFilter } from '@/lib/metrics/scan/attribute-filter';
import type { Filters } from './kind';
import type { LabNames } from './lab-names';

const some = (values: readonly string[] | undefined): values is readonly string[] =>
  values !== undefined && values.length > 0;

/** What a rule's filters ask of the columns that figures are made of. */
export function blockFilters(
  { assays, departments, locations, priorities, devices }: Filters,
  names: LabNames,
): AttributeFilter[] {
  const filter = (column: AttributeFilter['column'], values: readonly string[]) => ({
    column,
    values: new Set(values),
    none: false,
    lower: false,
  });
  const ofDepartments = [...names.assays]
    .filter(([, { departmentId }]) => departmentId !== null && departments?.includes(departmentId))
    .map(([id]) => id);
  return [
    ...(some(assays) ? [filter('assay', assays)] : []),
    ...(some(departments) ? [filter('assay', ofDepartments)] : []),
    ...(some(locations) ? [filter('location', locations)] : []),
    ...(some(priorities) ? [filter('priority', priorities)] : []),
    ...(some(devices) ? [filter('device', devices)] : []),
  ];
}
