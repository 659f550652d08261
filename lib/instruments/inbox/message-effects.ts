import { authorize, type Ctx } from '@/lib/platform/context';
import { isId } from '@/lib/platform/ids';

/** Most of each that a page shows; the interface has all. */
const MOST = 100;

export type MessageEffects = {
  events: {
    id: string;
    kind: string;
    severity: string | null;
    specimen: string | null;
    text: string;
    at: string;
  }[];
  proposals: {
    id: string;
    kind: 'results' | 'rejection';
    specimen: string;
    assay: string | null;
    ended: 'taken' | 'dismissed' | null;
    ended_by: string | null;
  }[];
};

/** What a message left besides steps and results: events of the device, and what waits for a person. */
export async function messageEffects(ctx: Ctx, id: string): Promise<MessageEffects> {
  authorize(ctx, 'read');
  if (!isId(id)) return { events: [], proposals: [] };
  const [events, proposals] = await Promise.all([
    ctx.db.deviceEvent.findMany({
      where: { messageId: id },
      select: { id: true, kind: true, severity: true, specimen: true, text: true, at: true },
      orderBy: { id: 'asc' },
      take: MOST,
    }),
    ctx.db.proposal.findMany({
      where: { messageId: id },
      select: {
        id: true,
        kind: true,
        ended: true,
        endedBy: true,
        specimen: { select: { number: true } },
        test: { select: { assay: { select: { code: true } } } },
      },
      orderBy: { id: 'asc' },
      take: MOST,
    }),
  ]);
  return {
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
    proposals: proposals.map(({ specimen, test, endedBy, ...one }) => ({
      ...one,
      specimen: specimen.number,
      assay: test?.assay.code ?? null,
      ended_by: endedBy,
    })),
  };
}
