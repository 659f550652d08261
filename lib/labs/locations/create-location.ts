import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { Location, NewLocation } from './contract';
import { locationOf } from './location-row';

/** Adds a location; a name that is taken is 409. */
export function createLocation(ctx: Ctx, given: NewLocation): Promise<Location> {
  authorize(ctx, 'lab.write');
  return recordedChange(ctx, 'location', async (tx) => {
    const { name, missing_after_minutes: missingAfterMinutes } = given;
    const row = await tx.location.create({
      data: { id: newId(), labId: ctx.lab.id, name, missingAfterMinutes },
    });
    return { after: locationOf(row) };
  });
}
