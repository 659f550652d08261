import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { findDeviceEver } from '@/lib/processes/steps/find-references';
import { MESSAGE_STATES, type MessagesQuery } from './contract';

/** So many of the latest are counted: an inbox keeps millions, and each page asks. */
export const MOST_COUNTED = 20_000;

type Filters = Omit<MessagesQuery, 'limit' | 'cursor' | 'status'>;

export type MessageCounts = Record<(typeof MESSAGE_STATES)[number], number> & {
  /** There are more than were counted: what was applied or ignored is at least that. */
  more: boolean;
};

const Rows = z.array(z.object({ status: z.enum(MESSAGE_STATES), n: z.number() }));

/**
 * How many messages of each status the other filters find. What waits and what is quarantined is
 * whole; of the rest the latest MOST_COUNTED messages count.
 */
export async function countMessages(ctx: Ctx, filters: Filters): Promise<MessageCounts> {
  authorize(ctx, 'read');
  const { device, format, code, specimen, from, to } = filters;
  const deviceId =
    device === undefined
      ? undefined
      : await findDeviceEver(ctx.db, ctx, { field: 'device', name: device });
  const met = Prisma.sql`m.lab_id = ${ctx.lab.id}::uuid
    ${deviceId === undefined ? Prisma.empty : Prisma.sql`AND m.device_id = ${deviceId}::uuid`}
    ${format === undefined ? Prisma.empty : Prisma.sql`AND m.format = ${format}::message_format`}
    ${code === undefined ? Prisma.empty : Prisma.sql`AND m.code = ${code}`}
    ${specimen === undefined ? Prisma.empty : Prisma.sql`AND m.specimens @> ARRAY[${specimen}]`}
    ${from === undefined ? Prisma.empty : Prisma.sql`AND m.received_at >= ${from}::timestamptz`}
    ${to === undefined ? Prisma.empty : Prisma.sql`AND m.received_at < ${to}::timestamptz`}`;
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT latest.status::text AS status, count(*)::int AS n FROM (
        SELECT m.status FROM instrument_messages m WHERE ${met}
        ORDER BY m.position DESC LIMIT ${MOST_COUNTED}
      ) AS latest
      GROUP BY 1`,
  );
  const counted = rows.reduce((sum, { n }) => sum + n, 0);
  const of = (status: (typeof MESSAGE_STATES)[number]) =>
    rows.find((row) => row.status === status)?.n ?? 0;
  const counts = {
    accepted: of('accepted'),
    applied: of('applied'),
    quarantined: of('quarantined'),
    ignored: of('ignored'),
  };
  if (counted < MOST_COUNTED) return { ...counts, more: false };
  const whole = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT 'accepted' AS status, count(*)::int AS n
      FROM instrument_messages m WHERE ${met} AND m.status = 'accepted'
      UNION ALL
      SELECT 'quarantined', count(*)::int
      FROM instrument_messages m WHERE ${met} AND m.status = 'quarantined'`,
  );
  const wholeOf = (status: string) => whole.find((row) => row.status === status)?.n ?? 0;
  return {
    ...counts,
    accepted: wholeOf('accepted'),
    quarantined: wholeOf('quarantined'),
    more: true,
  };
}
