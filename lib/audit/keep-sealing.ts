import type pg from 'pg';
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
  let stopped = false;
  let failing: string | undefined;

  async function pass(): Promise<void> {
    try {
      let sealed: number;
      do {
        sealed = await sealEvents(pool, key, { wait: stopped });
        await writeAnchors(pool, file, { all: stopped && sealed === 0 });
      } while (sealed > 0);
      if (failing !== undefined) log.info('audit trail is sealed again');
      failing = undefined;
    } catch (error) {
      const reason = String(error);
      if (reason !== failing) log.error({ reason }, 'audit trail could not be sealed');
      failing = reason;
    }
  }

  let waiting: NodeJS.Timeout | undefined;
  let wake = () => {};
  const running = (async () => {
    while (!stopped) {
      await pass();
      if (stopped) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        waiting = setTimeout(resolve, everyMs);
      });
    }
    await pass();
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
