import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { AlertRule, type BrokenRule } from './contract';
import { faultOf, StoredFilters } from './stored-rule';

/** What an answer of a rule is made of, besides the names behind its filters. */
export const IN_FULL = {
  channels: {
    where: { channel: { removedAt: null } },
    select: { channel: { select: { id: true, name: true, enabled: true } } },
  },
  _count: { select: { alerts: { where: { resolvedAt: null } } } },
} as const;

/** A row with IN_FULL. */
export type RuleRow = NonNullable<Awaited<ReturnType<typeof ruleRow>>>;

/** The rule of that id in the lab; null for one that is removed. */
export async function ruleRow(db: LabDb | LabTx, id: string) {
  if (!isId(id)) return null;
  return db.alertRule.findFirst({ where: { id, removedAt: null }, include: IN_FULL });
}

const Named = z.array(z.object({ id: z.string(), name: z.string() }));

async function namesOf(db: LabDb | LabTx, labId: string, filters: readonly StoredFilters[]) {
  const ids = (name: 'assays' | 'departments' | 'locations' | 'devices') => [
    ...new Set(filters.flatMap((one) => one[name] ?? [])),
  ];
  const rows = Named.parse(
    await db.$queryRaw`
      SELECT id::text, code AS name FROM assays
        WHERE lab_id = ${labId}::uuid AND id = ANY(${ids('assays')}::uuid[])
      UNION ALL SELECT id::text, name FROM departments
        WHERE lab_id = ${labId}::uuid AND id = ANY(${ids('departments')}::uuid[])
      UNION ALL SELECT id::text, name FROM locations
        WHERE lab_id = ${labId}::uuid AND id = ANY(${ids('locations')}::uuid[])
      UNION ALL SELECT id::text, name FROM devices
        WHERE lab_id = ${labId}::uuid AND id = ANY(${ids('devices')}::uuid[])`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const NAMED = ['assays', 'departments', 'locations', 'devices'] as const;

function namedFilters(
  { priorities, ...ids }: StoredFilters,
  names: ReadonlyMap<string, string>,
): AlertRule['filters'] {
  const filters: AlertRule['filters'] = {};
  for (const name of NAMED) {
    const known = ids[name];
    if (known) filters[name] = known.map((id) => names.get(id) ?? id).toSorted();
  }
  return priorities ? { ...filters, priorities } : filters;
}

export type RuleAnswers = { rules: AlertRule[]; broken: BrokenRule[] };

/** Answers of several rows, in their order; those that this version does not understand by themselves. */
export async function ruleAnswers(
  db: LabDb | LabTx,
  labId: string,
  rows: readonly RuleRow[],
): Promise<RuleAnswers> {
  // What no longer parses is shown without: the engine names the fault.
  const filters = rows.map((row) => StoredFilters.safeParse(row.filters).data ?? {});
  const names = await namesOf(db, labId, filters);
  const answers: RuleAnswers = { rules: [], broken: [] };
  for (const [at, row] of rows.entries()) {
    const { id, name, kind, version } = row;
    const open = row._count.alerts;
    const parsed = AlertRule.safeParse({
      id,
      name,
      kind,
      severity: row.severity,
      filters: namedFilters(filters[at] ?? {}, names),
      params: row.params,
      for_seconds: row.forSeconds,
      group_by: row.groupBy,
      group_wait_seconds: row.groupWaitSeconds,
      group_interval_seconds: row.groupIntervalSeconds,
      repeat_seconds: row.repeatSeconds,
      send_resolved: row.sendResolved,
      channels: row.channels
        .map(({ channel }) => channel)
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
      enabled: row.enabled,
      version,
      open,
      created_at: row.createdAt.toISOString(),
      changed_at: row.changedAt.toISOString(),
    });
    if (parsed.success) answers.rules.push(parsed.data);
    else answers.broken.push({ id, name, kind, reason: faultOf(parsed.error), version, open });
  }
  return answers;
}

/** The answer of one row that is held; 409 for one that this version does not understand. */
export async function ruleAnswer(
  db: LabDb | LabTx,
  labId: string,
  row: RuleRow,
): Promise<AlertRule> {
  const { rules, broken } = await ruleAnswers(db, labId, [row]);
  const [rule] = rules;
  if (rule) return rule;
  throw new AppError(
    'conflict',
    `“${row.name}” is not understood (${broken[0]?.reason ?? 'rule'}): remove it, and make it anew.`,
  );
}

/** One rule by its id; 404 for one that was removed. */
export async function readRule(ctx: Ctx, id: string): Promise<AlertRule> {
  authorize(ctx, 'read');
  const row = await ruleRow(ctx.db, id);
  if (!row) throw notFound('alert rule');
  return ruleAnswer(ctx.db, ctx.lab.id, row);
}
