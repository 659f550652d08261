import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Runs = z
  .array(z.object({ age: z.number(), seconds: z.number(), failing: z.number() }))
  .max(1);

/**
 * Adds what is known of the last evaluation of the lab's alert rules to a registry that is made for
 * one scrape; nothing where there was none.
 */
export async function addEvaluationMetrics(ctx: Ctx, registry: Registry): Promise<void> {
  authorize(ctx, 'read');
  const [run] = Runs.parse(
    await ctx.db.$queryRaw`
      SELECT greatest(0, extract(epoch FROM clock_timestamp() - at))::float8 AS age,
        duration_ms / 1000.0::float8 AS seconds,
        (SELECT count(*)::int FROM jsonb_object_keys(failures)) AS failing
      FROM alert_runs WHERE lab_id = ${ctx.lab.id}::uuid`,
  );
  if (!run) return;
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name, help, labelNames: ['lab'], registers: [registry] }).set(
      { lab: ctx.lab.slug },
      value,
    );
  gauge(
    'benchwatch_alert_evaluation_age_seconds',
    'How long ago the alert rules of the lab were evaluated last: 30 seconds at most, where a worker lives.',
    run.age,
  );
  gauge(
    'benchwatch_alert_evaluation_duration_seconds',
    'How long the last evaluation of the alert rules of the lab took.',
    run.seconds,
  );
  gauge(
    'benchwatch_alert_rules_failing',
    'Alert rules of the lab that could not be evaluated the last time.',
    run.failing,
  );
}
