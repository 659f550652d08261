import { z } from 'zod';
import { recordedChange } from '@/lib/audit/recorded-change';
import { labSettings } from '@/lib/labs/settings';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import type { LabProfile, LabProfileChange } from './contract';
import { labProfileOf } from './lab-profile';

const Found = z.array(z.object({ name: z.string() }));

/** Both the runtime and the database must know it by this very name. */
async function refuseUnknownZone(tx: LabTx, name: string): Promise<void> {
  const zones = Found.parse(
    await tx.$queryRaw`SELECT name FROM pg_timezone_names WHERE name = ${name}`,
  );
  const known = name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
  if (zones.length === 0 || !known) {
    throw invalidField('time_zone', 'is not a time zone; choose one such as Europe/Berlin');
  }
}

/**
 * Changes what an admin may set of the lab. Another time zone changes no stored time, but on which
 * day, weekday and hour each past event falls: it must be confirmed.
 */
export function changeLabProfile(ctx: Ctx, change: LabProfileChange): Promise<LabProfile> {
  authorize(ctx, 'lab.write');
  return recordedChange(ctx, 'lab', async (tx) => {
    const where = { id: ctx.lab.id };
    await tx.$queryRaw`SELECT id::text FROM labs WHERE id = ${ctx.lab.id}::uuid FOR UPDATE`;
    const lab = await tx.lab.findUniqueOrThrow({ where });
    const zone = change.time_zone;
    if (zone !== undefined && zone !== lab.timeZone) {
      await refuseUnknownZone(tx, zone);
      if (change.time_zone_confirmed !== true) {
        throw invalidField('time_zone_confirmed', 'tick this to move past figures to other days');
      }
    }
    const settings = labSettings(lab.settings);
    const data = {
      name: change.name,
      timeZone: zone,
      firstWeekday: change.first_weekday,
      settings: {
        ...settings,
        idleMinutes: change.idle_minutes ?? settings.idleMinutes,
        lisLinkTemplate:
          change.lis_link_template === undefined
            ? settings.lisLinkTemplate
            : change.lis_link_template,
        fourEyes: change.four_eyes ?? settings.fourEyes,
        publishFollowsVerify: change.publish_follows_verify ?? settings.publishFollowsVerify,
        criticalMinutes: change.critical_minutes ?? settings.criticalMinutes,
        missingAfterMinutes: change.missing_after_minutes ?? settings.missingAfterMinutes,
        unknownSpecimens: change.unknown_specimens ?? settings.unknownSpecimens,
      },
    };
    return {
      before: labProfileOf(lab),
      after: labProfileOf(await tx.lab.update({ where, data })),
    };
  });
}
