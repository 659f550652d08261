import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import { duplicateOf } from '@/lib/platform/db/duplicate-row';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { allowedHosts } from './allowed-hosts';
import { readAddress } from './channel-address';
import type { Channel } from './contract';

/** A channel as the audit trail keeps it: nothing of its address but the host. */
function recordedChannel({ name, kind, host, hours, card, enabled }: Channel) {
  return { name, kind, host, hours, card, enabled };
}

/** Records a change of a channel in its transaction, and tells those who look. */
export async function recordChannel(
  tx: LabTx,
  ctx: Ctx,
  verb: 'create' | 'update' | 'remove',
  before: Channel | null,
  after: Channel | null,
  renewed: { url?: true; secret?: true } = {},
): Promise<void> {
  const channel = after ?? before;
  if (!channel) return;
  await recordAuditEvent(tx, ctx, {
    action: `channel.${verb}`,
    entity: 'channel',
    entityId: channel.id,
    ...(before ? { before: recordedChannel(before) } : {}),
    ...(after
      ? {
          after: {
            ...recordedChannel(after),
            ...(renewed.url ? { url: 'replaced' } : {}),
            ...(renewed.secret ? { secret: 'replaced' } : {}),
          },
        }
      : {}),
  });
  await emitLiveEvent(tx, ctx.lab.id, {
    entity: 'alert',
    entityId: channel.id,
    version: channel.version,
  });
}

/** Runs a change of channels in one transaction; a name that is taken is 409. */
export async function changingChannels<T>(ctx: Ctx, run: (tx: LabTx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.$transaction(run);
  } catch (error) {
    throw duplicateOf(error) ?? error;
  }
}

/** The address as it is kept, and its host; 422 for one that nothing may be posted to. */
export async function takeAddress(text: string): Promise<{ url: string; host: string }> {
  const url = readAddress(text, await allowedHosts());
  if (!(url instanceof URL)) throw invalidField('url', url.fault);
  url.hash = '';
  return { url: url.href, host: url.host };
}
