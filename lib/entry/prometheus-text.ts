import { collectDefaultMetrics, Counter, Gauge, Registry, register } from 'prom-client';
import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { addOutboxMetrics } from '@/lib/alerts/delivery/outbox-metrics';
import { addEvaluationMetrics } from '@/lib/alerts/engine/evaluation-metrics';
import { pool } from '@/lib/platform/db/client';

const holder: typeof globalThis & { benchwatchProcessMetrics?: true } = globalThis;

function processMetricsOnce(): void {
  if (holder.benchwatchProcessMetrics) return;
  holder.benchwatchProcessMetrics = true;
  collectDefaultMetrics({ register });
}

const Counts = z
  .array(
    z.object({
      queued: z.number(),
      failing: z.number(),
      imports: z.number(),
      unsealed: z.number(),
      pending: z.number(),
      quarantined: z.number(),
    }),
  )
  .length(1);

async function counts(ctx: Ctx) {
  const [row] = Counts.parse(
    await ctx.db.$queryRaw`
      SELECT
        (SELECT count(*)::int FROM graphile_worker.jobs WHERE attempts < max_attempts) AS queued,
        (SELECT count(*)::int FROM graphile_worker.jobs WHERE last_error IS NOT NULL) AS failing,
        (SELECT count(*)::int FROM imports
         WHERE lab_id = ${ctx.lab.id}::uuid AND status IN ('queued', 'running')) AS imports,
        (SELECT count(*)::int FROM audit_unsealed
         WHERE chain = ${ctx.lab.id}::uuid) AS unsealed,
        (SELECT count(*)::int FROM instrument_messages
         WHERE lab_id = ${ctx.lab.id}::uuid AND status = 'accepted') AS pending,
        (SELECT count(*)::int FROM instrument_messages
         WHERE lab_id = ${ctx.lab.id}::uuid AND status = 'quarantined') AS quarantined`,
  );
  return row ?? { queued: 0, failing: 0, imports: 0, unsealed: 0, pending: 0, quarantined: 0 };
}

const Outcomes = z.array(z.object({ outcome: z.string(), count: z.number() }));

/** What the listeners of the workers that live answered, each since it was started. */
async function mllpOutcomes(ctx: Ctx) {
  return Outcomes.parse(
    await ctx.db.$queryRaw`
      SELECT told.key AS outcome, sum(told.value::float8) AS count
      FROM worker_heartbeats w, jsonb_each_text(w.mllp->'messages') AS told
      WHERE w.seen_at > now() - interval '30 seconds'
      GROUP BY 1`,
  );
}

/**
 * The figures of this process, its pool and the queue in Prometheus' text format. What a scrape
 * reads from the database is in a registry of its own, so that two labs' scrapes never mix.
 */
export async function prometheusText(ctx: Ctx): Promise<{ text: string; contentType: string }> {
  authorize(ctx, 'read');
  processMetricsOnce();
  const own = new Registry();
  const gauge = (name: string, help: string, value: number, labels: Record<string, string> = {}) =>
    new Gauge({ name, help, labelNames: Object.keys(labels), registers: [own] }).set(labels, value);
  const { totalCount, idleCount, waitingCount } = pool();
  gauge('benchwatch_db_pool_connections', 'Open database connections.', totalCount);
  gauge('benchwatch_db_pool_idle', 'Open database connections that are not in use.', idleCount);
  gauge('benchwatch_db_pool_waiting', 'Requests that wait for a connection.', waitingCount);
  const { queued, failing, imports, unsealed, pending, quarantined } = await counts(ctx);
  gauge('benchwatch_jobs_queued', 'Jobs that wait or run.', queued);
  gauge('benchwatch_jobs_failing', 'Jobs whose last attempt failed.', failing);
  const ofLab = (name: string, help: string, value: number) =>
    gauge(name, help, value, { lab: ctx.lab.slug });
  ofLab('benchwatch_imports_running', 'Imports of the lab that wait or run.', imports);
  ofLab('benchwatch_audit_unsealed', 'Audit events of the lab that wait for a seal.', unsealed);
  ofLab(
    'benchwatch_instrument_messages_pending',
    'Instrument messages of the lab that wait to be applied.',
    pending,
  );
  ofLab(
    'benchwatch_instrument_messages_quarantined',
    'Instrument messages of the lab that were not applied, for a reason.',
    quarantined,
  );
  await addOutboxMetrics(ctx, own);
  await addEvaluationMetrics(ctx, own);
  const mllp = new Counter({
    name: 'benchwatch_mllp_messages_total',
    help: 'Messages that came by MLLP to the workers that live, by what was answered.',
    labelNames: ['outcome'],
    registers: [own],
  });
  for (const { outcome, count } of await mllpOutcomes(ctx)) mllp.inc({ outcome }, count);
  const merged = Registry.merge([register, own]);
  return { text: await merged.metrics(), contentType: merged.contentType };
}
