import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';
import type { Label } from '../finding';
import { KIND_FACTS } from '../kinds/kind-facts';
import { PARAMS, type KindName } from '../kinds/params';

type DefaultRule = {
  name: string;
  kind: KindName;
  forSeconds?: number;
  groupBy?: Label[];
  enabled?: boolean;
};

/**
 * What a new lab is watched by, without a channel: its alerts show in the portal until somebody
 * says who is to be told. What says a lot in a lab that is busy, or little in one that is small,
 * is there to be switched on.
 */
const DEFAULT_RULES: readonly DefaultRule[] = [
  { name: 'Overdue tests', kind: 'sla_breach' },
  { name: 'Tests at risk', kind: 'at_risk', enabled: false },
  { name: 'Missing specimens', kind: 'missing_specimen', groupBy: ['location'] },
  { name: 'Critical results not handled', kind: 'critical_unhandled' },
  { name: 'High error rate of a device', kind: 'error_rate', groupBy: ['device'] },
  { name: 'Many specimens rejected', kind: 'rejection_rate', enabled: false },
  { name: 'Throughput below its usual', kind: 'throughput', forSeconds: 600, enabled: false },
  // A device that is down for less than a minute was only restarted.
  { name: 'Device down or silent', kind: 'device', forSeconds: 60, groupBy: ['device'] },
  { name: 'Import failed', kind: 'import_failed' },
  // Orders that come after their results settle them by themselves.
  {
    name: 'Messages in quarantine',
    kind: 'quarantined_messages',
    forSeconds: 300,
    groupBy: ['device'],
  },
  { name: 'Data quality', kind: 'data_quality' },
];

/** The rows of a new lab's rules, each with the params, the severity and the repeat of its kind. */
export function defaultRules(labId: string): Prisma.AlertRuleCreateManyInput[] {
  return DEFAULT_RULES.map((rule) => ({
    groupBy: [],
    ...rule,
    id: newId(),
    labId,
    severity: KIND_FACTS[rule.kind].severity,
    repeatSeconds: KIND_FACTS[rule.kind].repeatSeconds,
    params: PARAMS[rule.kind].parse({}),
  }));
}
