/** A queue in steady state, times in the unit of the rates: 'unstable' has none of these numbers. */
export type MmcFigures = {
  utilisation: number;
  /** Share of arrivals that wait at all (Erlang C). */
  erlangC: number;
  /** Mean waiting. */
  wq: number;
  /** Mean time in the system. */
  w: number;
  /** Mean number waiting. */
  lq: number;
};

/** Arrivals and services per unit of time; a service rate is that of one server. */
export type Mmc = { arrivalRate: number; serviceRate: number; servers: number };

/**
 * Erlang's loss formula by its recursion, which neither factorials nor powers overflow:
 * B(0) = 1, B(n) = aB(n−1) / (n + aB(n−1)).
 */
function erlangB(offered: number, servers: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (offered * blocked) / (n + offered * blocked);
  return blocked;
}

/**
 * M/M/c: Poisson arrivals, exponential services, c servers, first come first served
 * (Erlang 1917; Gross and Harris, Fundamentals of Queueing Theory, section 2.3).
 */
export function mmc({ arrivalRate, serviceRate, servers }: Mmc): MmcFigures | 'unstable' {
  const offered = arrivalRate / serviceRate;
  const utilisation = offered / servers;
  // Not the negation: NaN, of no servers, is no steady state either.
  if (!(utilisation < 1)) return 'unstable';
  const blocked = erlangB(offered, servers);
  const erlangC = blocked / (1 - utilisation * (1 - blocked));
  const wq = erlangC / (servers * serviceRate - arrivalRate);
  return { utilisation, erlangC, wq, w: wq + 1 / serviceRate, lq: arrivalRate * wq };
}

/** The quantile of waiting in M/M/c: those who wait at all wait exponentially long. */
export function mmcWaitingQuantile(queue: Mmc, fraction: number): number | 'unstable' {
  const figures = mmc(queue);
  if (figures === 'unstable') return figures;
  if (fraction <= 1 - figures.erlangC) return 0;
  const drain = queue.servers * queue.serviceRate - queue.arrivalRate;
  return Math.log(figures.erlangC / (1 - fraction)) / drain;
}
