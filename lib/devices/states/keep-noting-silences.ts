import { isConnectionLost } from '@/lib/platform/db/connection-lost';
import { keepRepeating } from '@/lib/platform/jobs/keep-repeating';
import { log } from '@/lib/platform/log';
import { noteSilences } from './note-silences';

/** A silence is found out so late at most; it counts from when it began. */
const EVERY_MS = 5_000;

/** Notes which devices fall silent, until it is stopped. */
export function keepNotingSilences(): { stop: () => Promise<void> } {
  return keepRepeating(async () => {
    try {
      await noteSilences(new Date());
    } catch (error) {
      if (!isConnectionLost(error)) log.error({ err: error }, 'silences could not be noted');
    }
  }, EVERY_MS);
}
