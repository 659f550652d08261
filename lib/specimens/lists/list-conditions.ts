import { DEVICE_ROWS } from '@/lib/devices/device-row';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { DEPARTMENT_ROWS } from '@/lib/labs/departments/department-row';
import { LOCATION_ROWS } from '@/lib/labs/locations/location-row';
import type { Ctx } from '@/lib/platform/context';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import { invalidField } from '@/lib/platform/errors';
import { findNamed } from '../find-named';
import type { LabRules } from '../lab-rules';
import type { ListFilter } from './list-query';
import type { Milestone } from '../milestones';

/** The filters of a list with every name turned into what the tables hold. */
export type Conditions = {
  labId: string;
  states: string[] | undefined;
  assayIds: string[] | undefined;
  locationIds: string[] | undefined;
  deviceIds: string[] | undefined;
  priorities: readonly string[] | undefined;
  from: Date | undefined;
  to: Date | undefined;
  q: string | undefined;
  late: boolean | undefined;
  openStates: string[];
  end: Milestone;
  now: Date;
};

async function idsOf(
  ctx: Ctx,
  rows: NamedRows,
  field: string,
  names: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (names === undefined) return undefined;
  const found = await findNamed(ctx, rows, names, () => field);
  return [...new Set(found.map((row) => row.id))];
}

function statesOf(rules: LabRules, given: readonly string[] | undefined): string[] | undefined {
  return given?.flatMap((name) => {
    const matching = rules.states.filter((state) => state.key === name || state.kind === name);
    if (matching.length === 0) {
      const keys = rules.states.map((state) => state.key).join(', ');
      throw invalidField('state', `must be one of ${keys}, or open, done, void`);
    }
    return matching.map((state) => state.key);
  });
}

/** Turns filters into conditions; a name this lab does not have is 422 for its field. */
export async function conditionsOf(
  ctx: Ctx,
  rules: LabRules,
  filter: ListFilter,
): Promise<Conditions> {
  const states = statesOf(rules, filter.state);
  const [assays, locationIds, deviceIds, departments] = await Promise.all([
    idsOf(ctx, ASSAY_ROWS, 'assay', filter.assay),
    idsOf(ctx, LOCATION_ROWS, 'location', filter.location),
    idsOf(ctx, DEVICE_ROWS, 'device', filter.device),
    idsOf(ctx, DEPARTMENT_ROWS, 'department', filter.department),
  ]);
  let assayIds = assays;
  if (departments !== undefined) {
    const within = await ctx.db.assay.findMany({
      where: { departmentId: { in: departments } },
      select: { id: true },
    });
    const ids = within.map(({ id }) => id);
    assayIds = assays === undefined ? ids : ids.filter((id) => assays.includes(id));
  }
  return {
    labId: ctx.lab.id,
    states: states && [...new Set(states)],
    assayIds,
    locationIds,
    deviceIds,
    priorities: filter.priority,
    from: filter.from,
    to: filter.to,
    q: filter.q,
    late: filter.late,
    openStates: rules.states.filter((state) => state.kind === 'open').map((state) => state.key),
    end: rules.headline.end,
    now: ctx.now,
  };
}
