import type pg from 'pg';
import { keepRepeating } from '@/lib/platform/jobs/keep-repeating';
import { log } from '@/lib/platform/log';
import { buildBlocks } from './build-blocks';

const EVERY_MS = 500;

/** Builds the blocks of days that changed, until it is stopped. */
export function keepBuilding(pool: pg.Pool, everyMs = EVERY_MS): { stop: () => Promise<void> } {
  let failing: string | undefined;
  return keepRepeating(async (stopping) => {
    try {
      while (!stopping() && (await buildBlocks(pool)) > 0);
      failing = undefined;
    } catch (error) {
      // Figures stay right meanwhile, only slower: they are read from the rows.
      const reason = String(error);
      if (reason !== failing) log.error({ reason }, 'blocks of figures could not be built');
      failing = reason;
    }
  }, everyMs);
}
