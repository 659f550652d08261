import { z } from 'zod';
import { Priority } from '@/lib/specimens/contract';
import { LABELS, SEVERITIES } from '../finding';
import { PARAMS, type KindName } from '../kinds/params';

const ids = z.array(z.uuid()).optional();

/** The filters of a rule as stored: ids, so that a renamed assay stays the same. */
export const StoredFilters = z.strictObject({
  assays: ids,
  departments: ids,
  locations: ids,
  priorities: z.array(Priority).optional(),
  devices: ids,
});
export type StoredFilters = z.output<typeof StoredFilters>;

const ofKind = <K extends KindName>(kind: K) =>
  z.object({
    id: z.uuid(),
    name: z.string(),
    kind: z.literal(kind),
    severity: z.enum(SEVERITIES),
    filters: StoredFilters,
    params: PARAMS[kind],
    forSeconds: z.int(),
    groupBy: z.array(z.enum(LABELS)),
    groupWaitSeconds: z.int(),
    groupIntervalSeconds: z.int(),
    repeatSeconds: z.int(),
    sendResolved: z.boolean(),
    enabled: z.boolean(),
    version: z.int(),
    createdAt: z.date(),
    changedAt: z.date(),
  });

/** A row of alert_rules, with the params of its kind. What is absent of them has its default. */
export const StoredRule = z.discriminatedUnion('kind', [
  ofKind('sla_breach'),
  ofKind('at_risk'),
  ofKind('missing_specimen'),
  ofKind('critical_unhandled'),
  ofKind('error_rate'),
  ofKind('rejection_rate'),
  ofKind('throughput'),
  ofKind('device'),
  ofKind('import_failed'),
  ofKind('quarantined_messages'),
  ofKind('data_quality'),
]);
export type StoredRule = z.output<typeof StoredRule>;

/** Why a row is none, in a line: `params.percent: must be above 0 %`. */
export function faultOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'rule'}: ${message}`)
    .join('; ');
}
