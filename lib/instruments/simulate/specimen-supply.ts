import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Random } from '@/lib/demo/random';
import type { Ask } from './ask-portal';
import type { Panel } from './prepare-lab';

export type Tube = { number: string; panels: Panel[]; collectedAt: Date };

const WANTED = 60;
const AT_A_TIME = 4;
const MINUTE_MS = 60_000;

/**
 * Orders specimens as a LIS does, ahead of the instruments: some stand ready at all times. Numbers
 * begin with `prefix`, which no run before had.
 */
export function supplySpecimens(
  ask: Ask,
  random: Random,
  panels: readonly Panel[],
  prefix: string,
) {
  const ready: Tube[] = [];
  let made = 0;
  let stopping = false;
  let failed: unknown;

  const order = async () => {
    made += 1;
    const first = random.weighted(panels, () => 1);
    const second = random.chance(0.3) ? random.weighted(panels, () => 1) : first;
    const tube: Tube = {
      number: `${prefix}-${String(made).padStart(5, '0')}`,
      panels: [...new Set([first, second])],
      collectedAt: new Date(Date.now() - random.logNormal(25, 0.5) * MINUTE_MS),
    };
    await ask(z.unknown(), 'POST', '/specimens', {
      specimen_id: tube.number,
      tests: tube.panels.map(({ assay }) => ({ assay })),
      priority: random.chance(0.15) ? 'STAT' : 'ROUTINE',
      state: 'expected',
      collected_at: tube.collectedAt.toISOString(),
      ordered_at: tube.collectedAt.toISOString(),
    });
    ready.push(tube);
  };

  const working = Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      while (!stopping) {
        if (ready.length >= WANTED) await delay(50);
        else await order();
      }
    }),
  ).catch((error: unknown) => {
    failed = error;
  });

  return {
    /** The next tube, or null while none is ready. Throws what kept it from ordering any. */
    next(): Tube | null {
      if (failed !== undefined && ready.length === 0) throw failed;
      return ready.shift() ?? null;
    },
    count: () => made,
    async stop() {
      stopping = true;
      await working;
    },
  };
}
