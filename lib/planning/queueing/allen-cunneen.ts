import { mmc, type Mmc } from './mmc';

/**
 * Mean waiting in G/G/c, approximately: that of M/M/c times the mean of the squared coefficients of
 * variation of arrivals and services (Allen, Probability, Statistics and Queueing Theory, 1990,
 * section 5.3). Exact for M/M/c and M/G/1.
 */
export function allenCunneenWaiting(
  queue: Mmc & { arrivalScv: number; serviceScv: number },
): number | 'unstable' {
  const exponential = mmc(queue);
  if (exponential === 'unstable') return exponential;
  return (exponential.wq * (queue.arrivalScv + queue.serviceScv)) / 2;
}
