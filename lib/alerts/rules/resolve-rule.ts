import type { Ctx } from '@/lib/platform/context';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { sameName } from '@/lib/platform/db/same-name';
import { invalidField, refuseFields } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { KIND_FACTS } from '../kinds/kind-facts';
import type { NewAlertRule } from './contract';
import { resolveFilters } from './resolve-filters';
import { ruleFaults } from './rule-faults';
import { StoredRule } from './stored-rule';

/** The channels of these names or ids; one the lab does not have is 422 for its place. */
export async function resolveChannels(
  db: LabDb | LabTx,
  named: readonly string[],
): Promise<string[]> {
  const found = new Set<string>();
  for (const [at, text] of named.entries()) {
    const named = isId(text) ? { id: text } : { name: sameName(text) };
    const row = await db.channel.findFirst({
      where: { ...named, removedAt: null },
      select: { id: true },
    });
    if (!row) throw invalidField(`channels.${at}`, `this lab has no channel “${text}”`);
    found.add(row.id);
  }
  return [...found];
}

/**
 * A rule as it would be stored and evaluated, and the ids of its channels. Names are looked up in the
 * lab; what does not go together is 422 naming the field. Writes nothing, so that a rule can be tried
 * before it is saved.
 */
export async function resolveRule(
  db: LabDb | LabTx,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  id: string,
  given: NewAlertRule,
): Promise<{ rule: StoredRule; channelIds: string[] }> {
  refuseFields(ruleFaults(given));
  const rule = StoredRule.parse({
    id,
    name: given.name,
    kind: given.kind,
    severity: given.severity ?? KIND_FACTS[given.kind].severity,
    filters: await resolveFilters(db, ctx, given.filters),
    params: given.params,
    forSeconds: given.for_seconds,
    groupBy: given.group_by,
    groupWaitSeconds: given.group_wait_seconds,
    groupIntervalSeconds: given.group_interval_seconds,
    repeatSeconds: given.repeat_seconds,
    sendResolved: given.send_resolved,
    enabled: given.enabled,
    version: 1,
    createdAt: ctx.now,
    changedAt: ctx.now,
  });
  return { rule, channelIds: await resolveChannels(db, given.channels) };
}
