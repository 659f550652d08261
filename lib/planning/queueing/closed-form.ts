import type { DemandStream, MachineGroup } from '../model';
import { momentsOf } from '../moments';
import { mg1Waiting } from './mg1';
import { mmc } from './mmc';

/** How many tests a stream brings in an hour, where it brings them one by one at an even rate. */
function evenRate({ deliveries_per_hour: rates, sizes }: DemandStream): number | null {
  const [rate = 0] = rates;
  const even = rates.every((other) => other === rate);
  return even && sizes.every(({ tests }) => tests === 1) ? rate : null;
}

/**
 * The exact mean waiting in minutes where a formula holds for the group: tests that come one by one
 * at an even rate, machines that never stop, close or fail and take one test at a time. Null where
 * none holds (or nothing comes). Neither preparation before the queue (a Poisson process delayed at
 * random is one) nor the order of priorities (STAT first moves waiting, not its mean, as long as
 * services do not depend on the priority) changes it.
 */
export function closedForm(
  group: MachineGroup,
  streams: readonly DemandStream[],
): { formula: 'M/M/c' | 'M/G/1'; waiting_mean: number } | null {
  const { service, machines } = group;
  if (service.kind !== 'single') return null;
  if (group.failures.rate > 0 || group.stops !== null || group.hours !== null) return null;
  let perHour = 0;
  for (const stream of streams) {
    const rate = evenRate(stream);
    if (rate === null) return null;
    perHour += rate;
  }
  if (perHour === 0) return null;
  const { mean, scv } = momentsOf(service.time);
  const rates = { arrivalRate: perHour / 60, serviceRate: 1 / mean };
  if (service.time.kind === 'exponential') {
    const figures = mmc({ ...rates, servers: machines });
    return figures === 'unstable' ? null : { formula: 'M/M/c', waiting_mean: figures.wq };
  }
  if (machines !== 1) return null;
  const waiting = mg1Waiting({ ...rates, serviceScv: scv });
  return waiting === 'unstable' ? null : { formula: 'M/G/1', waiting_mean: waiting };
}
