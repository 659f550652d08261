import { findDeviceEver } from '@/lib/processes/steps/find-references';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { MessagesQuery } from './contract';

type Filters = Partial<Omit<MessagesQuery, 'limit' | 'cursor'>>;

/** Only what an actor may see: the key of an instrument those of its own device. */
export function visibleMessages(ctx: Pick<Ctx, 'actor'>): Prisma.InstrumentMessageWhereInput {
  const { actor } = ctx;
  if (actor.kind !== 'key' || actor.role !== 'instrument') return {};
  // A device of no id would be any.
  return { deviceId: actor.deviceId ?? '00000000-0000-0000-0000-000000000000' };
}

/** The conditions on messages that filters ask for; a device this lab does not have is 422. */
export async function messageConditions(
  ctx: Pick<Ctx, 'db' | 'lab'>,
  { device, status, format, code, specimen, from, to }: Filters,
): Promise<Prisma.InstrumentMessageWhereInput> {
  const deviceId =
    device === undefined
      ? undefined
      : await findDeviceEver(ctx.db, ctx, { field: 'device', name: device });
  return {
    ...(deviceId === undefined ? {} : { deviceId }),
    ...(status === undefined ? {} : { status }),
    ...(format === undefined ? {} : { format }),
    ...(code === undefined ? {} : { code }),
    ...(specimen === undefined ? {} : { specimens: { has: specimen } }),
    ...(from === undefined && to === undefined
      ? {}
      : { receivedAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } }),
  };
}
