import { labSettings } from '@/lib/labs/settings';
import type { Lab } from '@/lib/platform/db/generated/client';
import type { LabProfile } from './contract';

export function labProfileOf(lab: Lab): LabProfile {
  const { idleMinutes, lisLinkTemplate } = labSettings(lab.settings);
  return {
    id: lab.id,
    slug: lab.slug,
    name: lab.name,
    time_zone: lab.timeZone,
    first_weekday: lab.firstWeekday,
    idle_minutes: idleMinutes,
    lis_link_template: lisLinkTemplate,
  };
}
