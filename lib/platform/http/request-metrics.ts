import { Histogram, register } from 'prom-client';

const NAME = 'benchwatch_http_request_duration_seconds';

const holder: typeof globalThis & { benchwatchRequestDurations?: Histogram<Label> } = globalThis;
type Label = 'method' | 'route' | 'status';

// Next loads this module once a bundle; prom-client keeps one registry a process.
function durations(): Histogram<Label> {
  holder.benchwatchRequestDurations ??= new Histogram({
    name: NAME,
    help: 'Seconds from the request to the answer, by route template.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  return holder.benchwatchRequestDurations;
}

/** Counts one answered request under its route template, never under its address. */
export function observeRequest(
  request: { method: string; route: string; status: number },
  seconds: number,
): void {
  const { method, route, status } = request;
  durations().observe({ method, route, status: String(status) }, seconds);
}
