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
  /** Whether verifying takes another person than who submitted or entered results. */
  four_eyes: boolean;
  /** Whether what is verified is published at once. */
  publish_follows_verify: boolean;
  /** Minutes within which a critical should be handled. */
  critical_minutes: number;
  /** Minutes after which what was collected and has not come is missing. */
  missing_after_minutes: number;
  /** Whether an instrument’s message about a specimen that nobody entered waits, or creates it. */
  unknown_specimens: LabSettings['unknownSpecimens'];
};

const settings = LabSettings.shape;

export const LabProfileChange = z.strictObject({
  name: nameField.optional(),
  time_zone: z.string().max(64).optional(),
  /** Another time zone moves past figures between days, so it is asked for twice. */
  time_zone_confirmed: z.boolean().optional(),
  first_weekday: z.number().int().min(1).max(7).optional(),
  idle_minutes: settings.idleMinutes.unwrap().optional(),
  lis_link_template: settings.lisLinkTemplate.unwrap().optional(),
  four_eyes: settings.fourEyes.unwrap().optional(),
  publish_follows_verify: settings.publishFollowsVerify.unwrap().optional(),
  critical_minutes: settings.criticalMinutes.unwrap().optional(),
  missing_after_minutes: settings.missingAfterMinutes.unwrap().optional(),
  unknown_specimens: settings.unknownSpecimens.unwrap().optional(),
});
export type LabProfileChange = z.output<typeof LabProfileChange>;
