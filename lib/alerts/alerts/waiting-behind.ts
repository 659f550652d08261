import { authorize, type Ctx } from '@/lib/platform/context';
import type { WaitingAtDevice } from '../channels/notice';
import { waitingAtDevices } from '../engine/waiting-at-device';
import type { Alert } from './contract';

const FIRES: readonly Alert['status'][] = ['firing', 'acknowledged'];

/** What waits at the devices whose own alerts among these fire, by the device's id. */
export async function waitingBehind(
  ctx: Ctx,
  alerts: readonly Alert[],
): Promise<ReadonlyMap<string, WaitingAtDevice>> {
  authorize(ctx, 'read');
  const absorbed = new Map(
    alerts
      .filter(({ rule, status }) => rule.kind === 'device' && FIRES.includes(status))
      .map(({ subject, absorbs }) => [subject.id, absorbs]),
  );
  return waitingAtDevices(ctx, [...absorbed.keys()], absorbed);
}
