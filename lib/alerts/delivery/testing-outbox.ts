import { sealText } from '@/lib/platform/secrets/sealed-text';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { secretPlace } from '../channels/channel-row';
import { newId } from '@/lib/platform/ids';
import type { Schedule } from './retry-schedule';

/** Waits short enough for a test to see them out. */
export const QUICK: Schedule = {
  firstMs: 100,
  longestMs: 400,
  longestAskedMs: 5_000,
  giveUpAfterMs: 24 * 60 * 60_000,
  leastFailures: 3,
};

/** A channel of a lab, as its verbs would keep it. */
export async function makeChannel(
  lab: LabRef,
  url: string,
  given: Partial<Prisma.ChannelUncheckedCreateInput> = {},
) {
  const id = newId();
  const kind = given.kind ?? 'teams';
  return unboundDb().channel.create({
    data: {
      id,
      labId: lab.id,
      name: `Channel ${id.slice(-6)}`,
      kind,
      url: sealText(id, url),
      host: new URL(url).host,
      secret: kind === 'webhook' ? sealText(secretPlace(id), `whsec_${'c2Vj'.repeat(8)}`) : null,
      ...given,
    },
  });
}

/** A small card that Teams takes. */
export function cardOf(text: string): Prisma.InputJsonObject {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] }],
          actions: [],
        },
      },
    ],
  };
}

/** What a card of `cardOf` says. */
export function textOfCard(body: unknown): string {
  return /"text":"([^"]*)"/.exec(JSON.stringify(body))?.[1] ?? '';
}

/** Queues a notification, as an evaluation would; a test message where no rule is named. @returns its id */
export async function queue(
  channel: { id: string; labId: string },
  text: string,
  given: Partial<Prisma.NotificationUncheckedCreateInput> = {},
): Promise<string> {
  const id = newId();
  const now = new Date();
  await unboundDb().notification.create({
    data: {
      id,
      labId: channel.labId,
      channelId: channel.id,
      ruleId: newId(),
      reason: 'first',
      severity: 'warning',
      summary: text,
      payload: cardOf(text),
      alertCount: 1,
      createdAt: now,
      nextAttemptAt: now,
      requestId: newId(),
      ...given,
    },
  });
  return id;
}

/** Every attempt of a notification, in their order. */
export async function attemptsOf(notificationId: string) {
  return unboundDb().notificationAttempt.findMany({
    where: { notificationId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
}

export async function outcomesOf(notificationId: string): Promise<string[]> {
  return (await attemptsOf(notificationId)).map(({ outcome }) => outcome);
}

export async function notificationOf(id: string) {
  return unboundDb().notification.findUniqueOrThrow({ where: { id } });
}

export async function channelOf(id: string) {
  return unboundDb().channel.findUniqueOrThrow({ where: { id } });
}
