import { labSettings } from '@/lib/labs/settings';
import type { Lab } from '@/lib/platform/db/generated/client';
import type { LabProfile } from './contract';

export function labProfileOf(lab: Lab): LabProfile {
  const settings = labSettings(lab.settings);
  return {
    id: lab.id,
    slug: lab.slug,
    name: lab.name,
    time_zone: lab.timeZone,
    first_weekday: lab.firstWeekday,
    idle_minutes: settings.idleMinutes,
    lis_link_template: settings.lisLinkTemplate,
    four_eyes: settings.fourEyes,
    publish_follows_verify: settings.publishFollowsVerify,
    critical_minutes: settings.criticalMinutes,
    missing_after_minutes: settings.missingAfterMinutes,
    unknown_specimens: settings.unknownSpecimens,
  };
}
