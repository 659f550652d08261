import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { failureText } from '../delivery/failures';
import { readCard } from './card-settings';
import { readHours } from './channel-hours';
import type { Channel } from './contract';

const WITH_RULES = {
  rules: {
    where: { rule: { removedAt: null } },
    select: { rule: { select: { id: true, name: true } } },
    orderBy: { ruleId: 'asc' },
  },
} satisfies Prisma.ChannelInclude;

export type ChannelRow = Prisma.ChannelGetPayload<{ include: typeof WITH_RULES }>;

/** What a webhook's secret is sealed under: its row has two sealed texts, which must not swap. */
export const secretPlace = (channelId: string) => `${channelId} secret`;

const END = 4;
/** An address is only told the end of where the rest after the host is so much longer. */
const LONG_ENOUGH = 16;

/** The last characters of an address, where they are little of what makes it secret. */
function endOf(id: string, sealed: Uint8Array): string | null {
  const text = openText(id, sealed);
  if (text === null) return null;
  const { pathname, search } = new URL(text);
  return pathname.length + search.length < LONG_ENOUGH ? null : text.slice(-END);
}

function stateOf(row: ChannelRow): Channel['health']['state'] {
  if (!row.enabled) return 'off';
  if (row.failures > 0) return 'failing';
  return row.lastOkAt === null ? 'unused' : 'ok';
}

const time = (at: Date | null) => at?.toISOString() ?? null;

export function channelAnswer(row: ChannelRow): Channel {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    host: row.host,
    url_end: endOf(row.id, row.url),
    hours: readHours(row.hours),
    card: readCard(row.card),
    enabled: row.enabled,
    version: row.version,
    rules: row.rules.map(({ rule }) => rule),
    health: {
      state: stateOf(row),
      last_ok_at: time(row.lastOkAt),
      last_failed_at: time(row.lastFailedAt),
      failure: row.failures > 0 ? failureText(row.lastFailure) : null,
      failures: row.failures,
      paused_until: time(row.pausedUntil),
    },
    created_at: row.createdAt.toISOString(),
  };
}

/** The channel of that id that is not removed. */
export function channelRow(db: LabDb | LabTx, id: string): Promise<ChannelRow | null> {
  return db.channel.findFirst({ where: { id, removedAt: null }, include: WITH_RULES });
}

/** The lab's channels after an id, in the order they were made. */
export function channelRows(
  db: LabDb,
  after: string | undefined,
  take: number,
): Promise<ChannelRow[]> {
  return db.channel.findMany({
    where: { removedAt: null, id: after === undefined ? undefined : { gt: after } },
    include: WITH_RULES,
    orderBy: { id: 'asc' },
    take,
  });
}
