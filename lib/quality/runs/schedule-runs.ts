import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { daysBack, queueLabRun } from './start-lab-run';
import { rulesOrFailedRun } from './unreadable-set';

/** Looked at every five minutes: what is due within half of that is due. */
const EARLY_SECONDS = 150;

const Due = z.array(z.object({ id: z.string(), lab_id: z.string() }));

/** Rule sets, none running, whose last scheduled run began as long ago as they say. */
async function dueSets(now: Date): Promise<z.output<typeof Due>> {
  return Due.parse(
    await unboundDb().$queryRaw`
      SELECT s.id::text, s.lab_id::text FROM rule_sets s
      WHERE s.removed_at IS NULL AND s.every_hours IS NOT NULL AND NOT EXISTS (
        SELECT FROM quality_runs r
        WHERE r.lab_id = s.lab_id AND r.rule_set_id = s.id AND r.trigger = 'schedule'
          AND (r.status IN ('queued', 'running') OR r.created_at >
            ${now}::timestamptz - make_interval(hours => s.every_hours, secs => ${-EARLY_SECONDS}))
      )
      ORDER BY s.id`,
  );
}

/** Queues the run of a set unless another worker just did. */
async function scheduleOne(labId: string, ruleSetId: string, now: Date): Promise<boolean> {
  const db = labDb(labId);
  const lab = await db.lab.findFirstOrThrow({
    select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
  });
  const actor = { kind: 'system', job: 'schedule' } as const;
  const ctx = { actor, lab, requestId: newId(), now };
  return db.$transaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM rule_sets WHERE lab_id = ${labId}::uuid AND id = ${ruleSetId}::uuid
      FOR UPDATE SKIP LOCKED`;
    if (held.length === 0) return false;
    const set = await tx.ruleSet.findFirst({ where: { id: ruleSetId, removedAt: null } });
    if (!set || set.everyHours === null) return false;
    const since = new Date(now.getTime() - set.everyHours * 3_600_000 + EARLY_SECONDS * 1_000);
    const begun = await tx.qualityRun.count({
      where: {
        ruleSetId,
        trigger: 'schedule',
        OR: [{ status: { in: ['queued', 'running'] } }, { createdAt: { gt: since } }],
      },
    });
    if (begun > 0) return false;
    const of = { trigger: 'schedule', ...daysBack(now, set.days) } as const;
    const rules = await rulesOrFailedRun(tx, ctx, set, of);
    if (rules) await queueLabRun(tx, ctx, rules, of);
    return rules !== null;
  });
}

/** Queues every run that is due by the clock; how many. */
export async function scheduleRuns(now: Date): Promise<number> {
  let scheduled = 0;
  for (const { id, lab_id: labId } of await dueSets(now)) {
    if (await scheduleOne(labId, id, now)) scheduled += 1;
  }
  return scheduled;
}
