import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { readHours, isOpen } from '../channels/channel-hours';
import { SEVERITIES } from '../finding';
import { StoredMatchers } from '../silences/contract';
import { readAlerts } from './alert-row';
import type { EngineAlert, GroupMemory } from './engine-state';
import type { StandingSilence } from './match-silences';

export type EngineChannel = {
  id: string;
  name: string;
  kind: string;
  card: unknown;
  open: boolean;
};

/** What the engine knew at the end of the evaluation before, and who may be told now. */
export type EngineState = {
  lastAt: Date | null;
  /** Those not over, and those over of which some channel was told as firing. */
  alerts: EngineAlert[];
  memories: GroupMemory[];
  silences: StandingSilence[];
  channels: Map<string, EngineChannel>;
};

const Memories = z.array(
  z.object({
    ruleId: z.string(),
    channelId: z.string(),
    key: z.string(),
    openedAt: z.date(),
    notifiedAt: z.date().nullable(),
    severity: z.enum(SEVERITIES).nullable(),
    firing: z.array(z.string()),
    resolved: z.array(z.string()),
  }),
);

export async function readState(
  tx: LabTx,
  lab: { id: string; timeZone: string },
  now: Date,
): Promise<EngineState> {
  const run = await tx.alertRun.findFirst({ select: { at: true } });
  const alerts = await readAlerts(
    tx,
    lab.id,
    Prisma.sql`(a.resolved_at IS NULL OR a.id IN (
      SELECT unnest(g.firing) FROM alert_groups g WHERE g.lab_id = ${lab.id}::uuid))`,
  );
  const memories = Memories.parse(await tx.alertGroup.findMany());
  const silences = await tx.silence.findMany({
    where: { endsAt: { gt: now }, endedAt: null },
    select: { matchers: true, startsAt: true, endsAt: true, endedAt: true },
  });
  const channels = await tx.channel.findMany({
    where: { removedAt: null },
    select: { id: true, name: true, kind: true, card: true, hours: true },
  });
  return {
    lastAt: run?.at ?? null,
    alerts,
    memories,
    silences: silences.map((silence) => ({
      ...silence,
      matchers: StoredMatchers.parse(silence.matchers),
    })),
    channels: new Map(
      channels.map(({ hours, ...channel }) => [
        channel.id,
        { ...channel, open: isOpen(readHours(hours), now, lab.timeZone) },
      ]),
    ),
  };
}
