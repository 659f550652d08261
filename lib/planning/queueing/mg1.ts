/**
 * Mean waiting in M/G/1 by Pollaczek and Khinchine: Poisson arrivals, one server, services of any
 * distribution with the squared coefficient of variation `serviceScv` (M/D/1: 0, M/M/1: 1).
 */
export function mg1Waiting(queue: {
  arrivalRate: number;
  serviceRate: number;
  serviceScv: number;
}): number | 'unstable' {
  const utilisation = queue.arrivalRate / queue.serviceRate;
  if (!(utilisation < 1)) return 'unstable';
  const ofExponential = utilisation / (queue.serviceRate - queue.arrivalRate);
  return (ofExponential * (1 + queue.serviceScv)) / 2;
}
