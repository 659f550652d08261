import { Counter, Gauge, type Registry } from 'prom-client';
import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Queue = z
  .array(z.object({ queued: z.number(), dead: z.number(), oldest_seconds: z.number() }))
  .length(1);
const Outcomes = z.array(
  z.object({ channel: z.string(), outcome: z.string(), attempts: z.number() }),
);

/**
 * Adds what the outbox of the lab says to a registry that is made for one scrape: what waits, for
 * how long, what was given up, and all attempts there ever were, by channel and outcome.
 */
export async function addOutboxMetrics(ctx: Ctx, registry: Registry): Promise<void> {
  authorize(ctx, 'read');
  const lab = ctx.lab.slug;
  const [queue] = Queue.parse(
    await ctx.db.$queryRaw`
      SELECT count(*) FILTER (WHERE status = 'queued')::int AS queued,
        count(*) FILTER (WHERE status = 'dead')::int AS dead,
        COALESCE(EXTRACT(epoch FROM clock_timestamp()
          - min(queued_at) FILTER (WHERE status = 'queued')), 0)::float8 AS oldest_seconds
      FROM notifications
      WHERE lab_id = ${ctx.lab.id}::uuid
        AND (status = 'queued' OR (status = 'dead' AND dismissed_at IS NULL))`,
  );
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name, help, labelNames: ['lab'], registers: [registry] }).set({ lab }, value);
  gauge(
    'benchwatch_notifications_queued',
    'Notifications that wait to be sent.',
    queue?.queued ?? 0,
  );
  gauge(
    'benchwatch_notifications_oldest_queued_seconds',
    'How long the oldest of them waits; 0 where none does.',
    Math.max(0, queue?.oldest_seconds ?? 0),
  );
  gauge(
    'benchwatch_notifications_dead',
    'Notifications that were given up and that nobody dismissed.',
    queue?.dead ?? 0,
  );
  const attempts = new Counter({
    name: 'benchwatch_notification_attempts_total',
    help: 'Attempts to send a notification, by channel and what came of them.',
    labelNames: ['lab', 'channel', 'outcome'],
    registers: [registry],
  });
  const rows = Outcomes.parse(
    await ctx.db.$queryRaw`
      SELECT c.name AS channel, a.outcome, count(*)::int AS attempts
      FROM notification_attempts a
      JOIN notifications n ON n.lab_id = a.lab_id AND n.id = a.notification_id
      JOIN channels c ON c.lab_id = n.lab_id AND c.id = n.channel_id
      WHERE a.lab_id = ${ctx.lab.id}::uuid
      GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  for (const { channel, outcome, attempts: count } of rows) {
    attempts.inc({ lab, channel, outcome }, count);
  }
}
