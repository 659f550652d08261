import type { ActiveFilter } from '@/components/ui/filter-bar';
import { groupLabel } from '@/lib/metrics/pattern-labels';
import { filtersInForce } from '@/lib/metrics/turnaround/turnaround-view';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';

/** Each filter in force as a chip that takes it off. */
export function activeFilters(
  path: string,
  params: GivenParams,
  filters: Parameters<typeof filtersInForce>[0],
): ActiveFilter[] {
  return filtersInForce(filters).map(({ name, value }) => {
    const rest = [params[name] ?? []].flat().filter((other) => other !== value);
    return {
      label: `${name.replaceAll('_', ' ')}: ${groupLabel(name, value)}`,
      removeHref: `${path}${changedQuery(params, { [name]: rest.length > 0 ? rest : null, cursor: null })}`,
    };
  });
}
