import type { InstrumentEvent } from '../event';
import type { StoredMessage } from '../inbox/stored-message';
import { Refused } from './refused';

/** What a LIS may say besides orders; the rest is for the device itself. */
const OF_LIS: ReadonlySet<InstrumentEvent['kind']> = new Set<InstrumentEvent['kind']>([
  'order.placed',
  'order.cancelled',
  'specimen.facts',
  'specimen.resulted',
  'device.heartbeat',
  'device.event',
]);

/** Orders come from a LIS, and what a device does from the device. */
export function refuseActor({ actor }: Pick<StoredMessage, 'actor'>, event: InstrumentEvent): void {
  const isOrder = event.kind === 'order.placed' || event.kind === 'order.cancelled';
  if (actor.role === 'lis') {
    if (OF_LIS.has(event.kind)) return;
    throw new Refused('not_allowed', `A LIS may not say ${event.kind}: the device must itself.`);
  }
  if (actor.role !== 'instrument') {
    throw new Refused('not_allowed', 'Only an instrument or a LIS may say this.');
  }
  if (isOrder) {
    throw new Refused('not_allowed', 'Orders come from a LIS: send them with a key of role lis.');
  }
}
