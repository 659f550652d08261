import { labSettings } from '@/lib/labs/settings';
import type { Priority } from '@/lib/specimens/contract';
import { durationText } from '@/lib/specimens/duration-text';
import type { Labels } from '../finding';
import type { Filters, World } from './kind';
import { departmentOf, type LabNames } from './lab-names';
import { matchesFilters } from './matches-filters';

const MINUTE_MS = 60_000;

/** A specimen that has not come, with the assays of its tests that wait for it. */
export type Awaited = {
  number: string;
  priority: Priority;
  locationId: string | null;
  assayIds: readonly string[];
};

/** How many minutes the lab gives a specimen where its location says nothing. */
export async function readMissingMinutes({ db, lab }: World): Promise<number> {
  const { settings } = await db.lab.findUniqueOrThrow({
    where: { id: lab.id },
    select: { settings: true },
  });
  return labSettings(settings).missingAfterMinutes;
}

/** One of its tests that wait must meet what is asked of tests. A specimen stands at no device. */
export function awaitedMatches(filters: Filters, names: LabNames, given: Awaited): boolean {
  const { assays, departments, ...ofTube } = filters;
  const ofTests = { assays, departments };
  const { priority, locationId, assayIds } = given;
  return (
    matchesFilters(ofTube, { priority, locationId }) &&
    (matchesFilters(ofTests, {}) ||
      assayIds.some((assayId) =>
        matchesFilters(ofTests, { assayId, departmentId: departmentOf(names, assayId) }),
      ))
  );
}

/** An assay, or a department, labels a specimen where it is the only one. */
export function awaitedLabels(names: LabNames, given: Awaited): Labels {
  const labels: Labels = { specimen: given.number, priority: given.priority };
  const only = (all: readonly (string | undefined)[]) => {
    const distinct = new Set(all);
    return distinct.size === 1 ? all[0] : undefined;
  };
  const assay = only(given.assayIds.map((id) => names.assays.get(id)?.code));
  const department = only(
    given.assayIds.map((id) => names.departments.get(departmentOf(names, id) ?? '')),
  );
  const location = names.locations.get(given.locationId ?? '');
  if (assay !== undefined) labels.assay = assay;
  if (department !== undefined) labels.department = department;
  if (location !== undefined) labels.location = location;
  return labels;
}

/** `S-1042 from ICU was collected 2 h 05 min ago, at 07:07, and has not been received`. */
export function awaitedSummary(
  labels: Labels,
  since: { what: 'collected' | 'ordered'; at: number },
  asOf: number,
  clock: (time: Date) => string,
): string {
  const from = labels.location === undefined ? '' : ` from ${labels.location}`;
  const what = since.what === 'collected' ? 'collected' : 'ordered STAT';
  const ago = durationText((asOf - since.at) / MINUTE_MS);
  return `${labels.specimen ?? ''}${from} was ${what} ${ago} ago, at ${clock(new Date(since.at))}, and has not been received`;
}
