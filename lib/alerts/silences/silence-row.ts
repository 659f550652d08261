import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { readAlerts } from '../engine/alert-row';
import { isInForce, matches } from '../engine/match-silences';
import { type Silence, StoredMatchers } from './contract';

type Row = NonNullable<Awaited<ReturnType<LabDb['silence']['findFirst']>>>;

function stateOf(row: Row, now: Date): Silence['state'] {
  if (isInForce(row, now)) return 'in_force';
  return row.endedAt === null && row.startsAt > now ? 'planned' : 'over';
}

/** What matchers say to people: rules by name, alerts by their line. */
async function textsOf(
  db: LabDb | LabTx,
  matchers: readonly { label: string; value: string }[],
): Promise<Map<string, string>> {
  const ids = (label: string) => [
    ...new Set(matchers.filter((one) => one.label === label).map(({ value }) => value)),
  ];
  const [ruleIds, alertIds] = [ids('rule'), ids('alert')];
  const rules =
    ruleIds.length === 0
      ? []
      : await db.alertRule.findMany({
          where: { id: { in: ruleIds } },
          select: { id: true, name: true },
        });
  const alerts =
    alertIds.length === 0
      ? []
      : await db.alert.findMany({
          where: { id: { in: alertIds } },
          select: { id: true, summary: true },
        });
  return new Map([
    ...rules.map(({ id, name }) => [id, name] as const),
    ...alerts.map(({ id, summary }) => [id, summary] as const),
  ]);
}

/** Silences as people see them, in the order of their rows. */
export async function silenceAnswers(
  db: LabDb | LabTx,
  labId: string,
  rows: readonly Row[],
  now: Date,
): Promise<Silence[]> {
  const parsed = rows.map((row) => ({ row, matchers: StoredMatchers.parse(row.matchers) }));
  const texts = await textsOf(
    db,
    parsed.flatMap(({ matchers }) => matchers),
  );
  const open = rows.some((row) => isInForce(row, now))
    ? await readAlerts(db, labId, Prisma.sql`a.resolved_at IS NULL`)
    : [];
  return parsed.map(({ row, matchers }) => {
    const inForce = isInForce(row, now);
    return {
      id: row.id,
      matchers: matchers.map(({ label, value }) => ({
        label,
        value,
        text: texts.get(value) ?? value,
      })),
      starts_at: row.startsAt.toISOString(),
      ends_at: row.endsAt.toISOString(),
      reason: row.reason,
      state: stateOf(row, now),
      by: row.actorName,
      created_at: row.createdAt.toISOString(),
      ended:
        row.endedAt === null || row.endedBy === null
          ? null
          : { at: row.endedAt.toISOString(), by: row.endedBy },
      holds: inForce ? open.filter((alert) => matches(alert, matchers)).length : 0,
    };
  });
}

/** The answer of one row. */
export async function silenceAnswer(
  db: LabDb | LabTx,
  labId: string,
  row: Row,
  now: Date,
): Promise<Silence> {
  const [answer] = await silenceAnswers(db, labId, [row], now);
  if (!answer) throw new Error('One silence has one answer');
  return answer;
}
