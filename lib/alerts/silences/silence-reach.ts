import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { findRule } from '../alerts/find-rule';
import { readAlerts } from '../engine/alert-row';
import { matches } from '../engine/match-silences';
import { NewSilence } from './contract';

export const SilenceReachQuery = z.strictObject({ matchers: NewSilence.shape.matchers });

/** How many open alerts a silence would hold back now, and how many of them are critical. */
export type SilenceReach = { alerts: number; critical: number };

/** What a silence that is not made yet would match of the open alerts; 422 for an unknown rule. */
export async function silenceReach(
  ctx: Ctx,
  { matchers }: z.output<typeof SilenceReachQuery>,
): Promise<SilenceReach> {
  authorize(ctx, 'silence');
  const stored = await Promise.all(
    matchers.map(async ({ label, value }, at) =>
      label === 'rule'
        ? { label, value: (await findRule(ctx.db, `matchers.${at}.value`, value)).id }
        : { label, value },
    ),
  );
  const open = await readAlerts(ctx.db, ctx.lab.id, Prisma.sql`a.resolved_at IS NULL`);
  const held = open.filter((alert) => matches(alert, stored));
  return {
    alerts: held.length,
    critical: held.filter(({ severity }) => severity === 'critical').length,
  };
}
