import type { LabDb } from '@/lib/platform/db/lab-db';
import { labSettings } from '@/lib/labs/settings';

/** The template of links into the lab's own LIS, for the frame of its pages; null for none. */
export async function readLisLinkTemplate(db: LabDb): Promise<string | null> {
  const { settings } = await db.lab.findFirstOrThrow({ select: { settings: true } });
  return labSettings(settings).lisLinkTemplate;
}
