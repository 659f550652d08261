import type { LabRef } from '@/lib/platform/context';
import { labDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { NewChannel } from './contract';
import { createChannel } from './create-channel';

/**
 * The Teams channel that a deployment names for its first lab (TEAMS_WEBHOOK_URL), told by all rules
 * that the lab begins with. 422 for an address that nothing may be posted to.
 */
export async function makeFirstChannel(lab: LabRef, url: string, now: Date): Promise<void> {
  const db = labDb(lab.id);
  const actor = { kind: 'system', job: 'create-lab' } as const;
  const ctx = { actor, lab, requestId: newId(), now, db };
  const given = NewChannel.parse({ name: 'Microsoft Teams', kind: 'teams', url });
  const { id: channelId } = await createChannel(ctx, given);
  const rules = await db.alertRule.findMany({ select: { id: true } });
  await db.alertRuleChannel.createMany({
    data: rules.map(({ id }) => ({ labId: lab.id, ruleId: id, channelId })),
  });
}
