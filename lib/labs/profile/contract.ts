import { z } from 'zod';
import { LabSettings } from '@/lib/labs/settings';
import { nameField } from '@/lib/platform/http/named-list';

/** What an admin may set of a lab. */
export type LabProfile = {
  id: string;
  slug: string;
  name: string;
  /** IANA name. */
  time_zone: string;
  /** ISO weekday, 1 Monday to 7 Sunday. */
  first_weekday: number;
  idle_minutes: number;
  lis_link_template: string | null;
};

const { idleMinutes, lisLinkTemplate } = LabSettings.shape;

export const LabProfileChange = z.strictObject({
  name: nameField.optional(),
  time_zone: z.string().max(64).optional(),
  /** Another time zone moves past figures between days, so it is asked for twice. */
  time_zone_confirmed: z.boolean().optional(),
  first_weekday: z.number().int().min(1).max(7).optional(),
  idle_minutes: idleMinutes.unwrap().optional(),
  lis_link_template: lisLinkTemplate.unwrap().optional(),
});
export type LabProfileChange = z.output<typeof LabProfileChange>;
