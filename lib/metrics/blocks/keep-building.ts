import type pg from 'pg';
import { log } from '@/lib/platform/log';
import { buildBlocks } from './build-blocks';

const EVERY_MS = 500;

/** Builds the blocks of days that changed, until it is stopped. */
export function keepBuilding(pool: pg.Pool, everyMs = EVERY_MS): { stop: () => Promise<void> } {
  let stopped = false;
  let failing: string | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let wake = () => {};

  async function pass(): Promise<void> {
    try {
      while (!stopped && (await buildBlocks(pool)) > 0);
      failing = undefined;
    } catch (error) {
      // Figures stay right meanwhile, only slower: they are read from the rows.
      const reason = String(error);
      if (reason !== failing) log.error({ reason }, 'blocks of figures could not be built');
      failing = reason;
    }
  }

  const running = (async () => {
    while (!stopped) {
      await pass();
      if (stopped) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        waiting = setTimeout(resolve, everyMs);
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      clearTimeout(waiting);
      wake();
      await running;
    },
  };
}
