import type { z } from 'zod';
import type { Severity } from '@/lib/alerts/finding';
import { createChannel } from '@/lib/alerts/channels/create-channel';
import { NewChannel } from '@/lib/alerts/channels/contract';
import { NewAlertRule } from '@/lib/alerts/rules/contract';
import { createRule } from '@/lib/alerts/rules/create-rule';
import type { Ctx } from '@/lib/platform/context';

export const BENCH = 'Bench supervisors';
export const PAGER = 'Pager';

/** What the lab watches besides what every new lab does. */
const RULES: readonly z.input<typeof NewAlertRule>[] = [
  {
    name: 'STAT more than 15 min overdue',
    kind: 'sla_breach',
    severity: 'critical',
    filters: { priorities: ['STAT'] },
    params: { over_minutes: 15 },
  },
  {
    name: 'STAT chemistry about to be late',
    kind: 'at_risk',
    filters: { departments: ['Chemistry'], priorities: ['STAT'] },
    params: { left_minutes: 10 },
  },
];

const CHANNELS = [
  { name: BENCH, kind: 'teams' },
  { name: PAGER, kind: 'webhook' },
] as const;

/**
 * Gives a lab its channels, rules of its own and whom each rule tells, all since `ctx.now`; or what
 * an interrupted start left out of it.
 */
export async function setUpAlerts(ctx: Ctx, address: string): Promise<void> {
  const { db, lab } = ctx;
  const named = { select: { name: true } } as const;
  const known = new Set(
    [...(await db.channel.findMany(named)), ...(await db.alertRule.findMany(named))].map(
      ({ name }) => name,
    ),
  );
  for (const channel of CHANNELS.filter(({ name }) => !known.has(name))) {
    await createChannel(ctx, NewChannel.parse({ ...channel, url: address }));
  }
  for (const rule of RULES.filter(({ name }) => !known.has(name))) {
    await createRule(ctx, NewAlertRule.parse(rule));
  }
  const theirs = await db.alertRule.findMany({ select: { id: true, severity: true } });
  const channels = await db.channel.findMany({ select: { id: true, name: true } });
  await db.alertRuleChannel.createMany({
    data: channels.flatMap(({ id: channelId, name }) =>
      theirs
        .filter(({ severity }) => tells(name, severity))
        .map(({ id: ruleId }) => ({ labId: lab.id, ruleId, channelId })),
    ),
    skipDuplicates: true,
  });
  // What is late is looked at four times an hour.
  await db.alertRule.updateMany({
    where: { name: 'Overdue tests' },
    data: { groupIntervalSeconds: 900, groupWaitSeconds: 120 },
  });
  // They stood when what they are about to have told began.
  await db.alertRule.updateMany({ data: { createdAt: ctx.now, changedAt: ctx.now } });
}

function tells(channel: string, severity: Severity): boolean {
  return channel === PAGER ? severity === 'critical' : channel === BENCH && severity !== 'info';
}
