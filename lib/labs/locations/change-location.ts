import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import type { Location, LocationChange } from './contract';
import { LOCATION_ROWS, locationOf } from './location-row';

/** Changes, retires or takes back the location of that name; an unknown one is 404. */
export function changeLocation(ctx: Ctx, name: string, change: LocationChange): Promise<Location> {
  authorize(ctx, 'lab.write');
  return recordedChange(ctx, 'location', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, LOCATION_ROWS, name, 'lock');
    const before = await tx.location.findUniqueOrThrow({ where: { id } });
    const { name: renamed, missing_after_minutes: missingAfterMinutes, active } = change;
    const after = await tx.location.update({
      where: { id },
      data: { name: renamed, missingAfterMinutes, active },
    });
    return { before: locationOf(before), after: locationOf(after) };
  });
}
