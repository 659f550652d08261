import { isConnectionLost } from '@/lib/platform/db/connection-lost';
import { unboundDb } from '@/lib/platform/db/client';
import { keepRepeating } from '@/lib/platform/jobs/keep-repeating';
import { log } from '@/lib/platform/log';
import { evaluateLab } from './evaluate-lab';

const EVERY_MS = 30_000;

/**
 * Evaluates the alert rules of every lab every 30 seconds until it is stopped. Any number of workers
 * may: each lab is evaluated by one of them. A lab that fails stops no other.
 */
export function keepEvaluating(everyMs = EVERY_MS): { stop: () => Promise<void> } {
  return keepRepeating(async (stopping) => {
    if (stopping()) return;
    try {
      const labs = await unboundDb().lab.findMany({
        select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
        orderBy: { id: 'asc' },
      });
      for (const lab of labs) {
        if (stopping()) return;
        try {
          await evaluateLab(lab, new Date());
        } catch (error) {
          if (isConnectionLost(error)) throw error;
          log.error({ err: error, lab: lab.slug }, 'alert rules could not be evaluated');
        }
      }
    } catch (error) {
      if (!isConnectionLost(error)) log.error({ err: error }, 'alerts could not be evaluated');
    }
  }, everyMs);
}
