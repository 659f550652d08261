import { z } from 'zod';
import { DEVICE_ROWS } from '@/lib/devices/device-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { invalidField } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { findNamed } from '@/lib/specimens/find-named';
import type { Proposal, ProposalsQuery } from './contract';
import { PROPOSAL_SELECT, proposalDto, reasonNames } from './proposal-row';

const Cursor = z.tuple([z.enum(['open', 'ended']), timeField, z.uuid()]);

/** Where the next page goes on: open ones upwards in time, ended ones downwards. */
function beyond({ cursor, status: asked }: ProposalsQuery): Prisma.ProposalWhereInput {
  if (cursor === undefined) return {};
  const [status, at, id] = decodeCursor(cursor, Cursor);
  if (status !== asked) {
    throw invalidField('cursor', 'is of another list; begin again without it');
  }
  return status === 'open'
    ? { OR: [{ at: { gt: at } }, { at, id: { gt: id } }] }
    : { OR: [{ endedAt: { lt: at } }, { endedAt: at, id: { lt: id } }] };
}

/** What waits for a supervisor, oldest first; or what was decided, newest first. */
export async function listProposals(
  ctx: Ctx,
  query: ProposalsQuery,
): Promise<{ data: Proposal[]; nextCursor: string | null }> {
  authorize(ctx, 'read');
  const { status, kind, device, specimen_id: number } = query;
  const [found] = await findNamed(ctx, DEVICE_ROWS, device ? [device] : [], () => 'device');
  const rows = await ctx.db.proposal.findMany({
    where: {
      AND: [
        {
          endedAt: status === 'open' ? null : { not: null },
          specimen: { voidedAt: null, ...(number ? { number } : {}) },
          ...(kind ? { kind } : {}),
          ...(found ? { deviceId: found.id } : {}),
        },
        beyond(query),
      ],
    },
    orderBy:
      status === 'open' ? [{ at: 'asc' }, { id: 'asc' }] : [{ endedAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
    select: PROPOSAL_SELECT,
  });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const at = last && (status === 'open' ? last.at : last.endedAt);
  const names = await reasonNames(ctx.db, page);
  return {
    data: page.map((row) => proposalDto(row, names)),
    nextCursor: last && at ? encodeCursor([status, at.toISOString(), last.id]) : null,
  };
}

/** How many wait, for the navigation. */
export function countOpenProposals(ctx: Pick<Ctx, 'db'>): Promise<number> {
  return ctx.db.proposal.count({ where: { endedAt: null, specimen: { voidedAt: null } } });
}
