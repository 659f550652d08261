import { z } from 'zod';
import { DEFAULT_STATE_TABLE, StateTable } from '@/lib/devices/states/state-table';

/** What a lab decides for itself, kept in labs.settings. Absent keys take these defaults. */
export const LabSettings = z.object({
  /** Minutes without a request after which a person is signed out. */
  idleMinutes: z.number().int().min(5).max(720).default(60),
  /** The segment that due times, lateness and the overview speak of. */
  headlineSegment: z
    .string()
    .regex(/^[a-z]+_to_[a-z]+$/)
    .default('receive_to_release'),
  /** A link into the lab's own LIS with {specimen_id} in it. */
  lisLinkTemplate: z
    .url({ protocol: /^https?$/ })
    .refine((value) => value.includes('{specimen_id}'), 'must contain {specimen_id}')
    .nullable()
    .default(null),
  /** Whether verifying takes another person than who submitted or entered results. */
  fourEyes: z.boolean().default(true),
  /** Whether what is verified is published at once. */
  publishFollowsVerify: z.boolean().default(false),
  /** Minutes within which a critical should be handled. */
  criticalMinutes: z.number().int().min(1).max(1440).default(30),
  /** Minutes after which what was collected and has not come is missing. */
  missingAfterMinutes: z.number().int().min(1).max(10080).default(120),
  /** What becomes of a message about a specimen that nobody entered: it waits, or creates it. */
  unknownSpecimens: z.enum(['quarantine', 'create']).default('quarantine'),
  /** What the states of devices mean for uptime, by HL7 table 0365. */
  deviceStates: StateTable.default(DEFAULT_STATE_TABLE),
});

export type LabSettings = z.infer<typeof LabSettings>;

/** Reads stored settings, filling in defaults. */
export function labSettings(stored: unknown): LabSettings {
  return LabSettings.parse(stored ?? {});
}
