import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { KindName } from '../kinds/params';
import { faultOf, StoredRule } from './stored-rule';

/** A rule as the engine evaluates it; `channelIds` are those that may be used, in order. */
export type EngineRule = StoredRule & { channelIds: string[] };

export type ReadRules = {
  /** Enabled ones, in the order they were made. */
  rules: EngineRule[];
  /** Enabled rules whose rows no longer parse, by id, with the reason: nothing is known of their alerts. */
  failures: Map<string, string>;
  /** Rules with open alerts that are no longer evaluated, and why their alerts are over. */
  ended: Map<string, 'rule_off' | 'rule_removed'>;
};

/** The lab's rules for one evaluation. A row that does not parse stops no other. */
export async function readRules(db: Pick<LabDb | LabTx, 'alertRule'>): Promise<ReadRules> {
  const rows = await db.alertRule.findMany({
    where: {
      OR: [{ enabled: true, removedAt: null }, { alerts: { some: { resolvedAt: null } } }],
    },
    include: {
      channels: {
        where: { channel: { enabled: true, removedAt: null } },
        select: { channelId: true },
        orderBy: { channelId: 'asc' },
      },
    },
    orderBy: { id: 'asc' },
  });
  const found: ReadRules = { rules: [], failures: new Map(), ended: new Map() };
  for (const row of rows) {
    if (row.removedAt !== null || !row.enabled) {
      found.ended.set(row.id, row.removedAt === null ? 'rule_off' : 'rule_removed');
      continue;
    }
    const parsed = StoredRule.safeParse(row);
    if (parsed.success) {
      const channelIds = row.channels.map(({ channelId }) => channelId);
      found.rules.push({ ...parsed.data, channelIds });
    } else found.failures.set(row.id, faultOf(parsed.error));
  }
  return found;
}

/** Those of one kind, typed as that kind takes them. */
export function rulesOfKind<R extends { kind: KindName }, K extends KindName>(
  rules: readonly R[],
  kind: K,
): Extract<R, { kind: K }>[] {
  return rules.filter((rule): rule is Extract<R, { kind: K }> => rule.kind === kind);
}
