import { momentsOf } from '../moments';
import type { GroupPlan } from '../simulation/group-plan';
import { mg1Waiting } from './mg1';
import { mmc } from './mmc';

/** Tests a minute that a stream brings, where it brings them one by one at an even rate; else null. */
function evenRate({ factor, stream }: GroupPlan['streams'][number]): number | null {
  const [rate = 0] = stream.deliveries_per_hour;
  const even = stream.deliveries_per_hour.every((other) => other === rate);
  return even && stream.sizes.every(({ tests }) => tests === 1) ? (factor * rate) / 60 : null;
}

/**
 * The exact mean waiting in minutes where a formula holds for the group: tests that come one by one
 * at an even rate, machines that never stop, close or fail and take one test at a time. Null where
 * none holds. It bears preparation before the queue (a Poisson process delayed at random is one) and
 * STAT first (which moves waiting between priorities, not its mean, as services do not depend on it).
 */
export function closedForm({
  service,
  machines,
  failures,
  stops,
  week,
  streams,
}: GroupPlan): { formula: 'M/M/c' | 'M/G/1'; waiting_mean: number } | null {
  const [always] = week;
  if (week.length > 1 || !always?.open || always.out > 0) return null;
  if (service.kind !== 'single' || failures.rate > 0 || stops !== null) return null;
  let arrivalRate = 0;
  for (const stream of streams) {
    const rate = evenRate(stream);
    if (rate === null) return null;
    arrivalRate += rate;
  }
  const { mean, scv } = momentsOf(service.time);
  const serviceRate = 1 / mean;
  if (service.time.kind === 'exponential') {
    const figures = mmc({ arrivalRate, serviceRate, servers: machines });
    return figures === 'unstable' ? null : { formula: 'M/M/c', waiting_mean: figures.wq };
  }
  if (machines !== 1) return null;
  const waiting = mg1Waiting({ arrivalRate, serviceRate, serviceScv: scv });
  return waiting === 'unstable' ? null : { formula: 'M/G/1', waiting_mean: waiting };
}
