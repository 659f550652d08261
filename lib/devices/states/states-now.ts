import { authorize, type Ctx } from '@/lib/platform/context';
import type { Stretch } from './fold-states';
import { readHistories } from './read-histories';

/** What a device is now. `since` is ms since 1970, null where nothing was ever known of it. */
export type StateNow = Pick<Stretch, 'kind' | 'code' | 'reason' | 'limited'> & {
  device: string;
  type: string;
  since: number | null;
};

/** What each device in use is now, by name. */
export async function statesNow(ctx: Ctx): Promise<StateNow[]> {
  authorize(ctx, 'read');
  const devices = await readHistories(ctx, { from: ctx.now, to: ctx.now });
  return devices.map(({ name, type, history }) => {
    const last = history.stretches.at(-1);
    return {
      device: name,
      type,
      kind: last?.kind ?? 'unknown',
      code: last?.code ?? null,
      reason: last?.reason ?? null,
      limited: last?.limited ?? false,
      since: last && Number.isFinite(last.from) ? last.from : null,
    };
  });
}
