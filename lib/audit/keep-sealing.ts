import type pg from 'pg';
import { keepRepeating } from '@/lib/platform/jobs/keep-repeating';
import { log } from '@/lib/platform/log';
import { openAnchorFile } from './anchor-file';
import { sealEvents } from './seal-events';
import { writeAnchors } from './write-anchors';

const EVERY_MS = 1_000;

/**
 * Seals audit events as they are committed and anchors the chain, until it is stopped; then once
 * more. Several workers may do so: one at a time does the work.
 */
export function keepSealing(
  pool: pg.Pool,
  { key, anchorPath }: { key: Uint8Array; anchorPath: string },
  everyMs: number = EVERY_MS,
): { stop: () => Promise<void> } {
  const file = openAnchorFile(anchorPath);
  let failing: string | undefined;
  return keepRepeating(async (stopping) => {
    try {
      let sealed: number;
      do {
        sealed = await sealEvents(pool, key, { wait: stopping() });
        await writeAnchors(pool, file, { all: stopping() && sealed === 0 });
      } while (sealed > 0);
      if (failing !== undefined) log.info('audit trail is sealed again');
      failing = undefined;
    } catch (error) {
      const reason = String(error);
      if (reason !== failing) log.error({ reason }, 'audit trail could not be sealed');
      failing = reason;
    }
  }, everyMs);
}
