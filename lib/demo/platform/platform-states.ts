import type { GeneratedState } from '../device-states';
import type { Run } from './generate-runs';
import type { PlatformScenario } from './platform-scenario';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * What the devices of the platform said in the days before `end`: at work while a run used them,
 * what they say between runs otherwise, and the stops of the scenario, at four in the morning.
 */
export function platformStates(
  platform: PlatformScenario,
  runs: readonly Run[],
  { end, days }: { end: number; days: number },
): GeneratedState[] {
  const start = end - days * DAY;
  const stops = platform.stops.map(({ device, daysAgo, minutes, reason }) => {
    const from = Math.floor((end - daysAgo * DAY) / DAY) * DAY + 9 * 60 * MINUTE;
    return { device, reason, from, to: from + minutes * MINUTE };
  });
  return platform.devices.flatMap(({ name: device, idleState }) => {
    const own = stops.filter((stop) => stop.device === device);
    const said: GeneratedState[] = [{ device, code: idleState, at: start, reason: null }];
    if (idleState === 'ID') {
      for (const run of runs) {
        const used = run.steps.some(
          ({ step }) => (step.kind === 'process' ? step.device : platform.arm) === device,
        );
        const free = own.every(
          ({ from, to }) => to < run.createdAt || from > (run.finishedAt ?? end),
        );
        if (!used || !free) continue;
        said.push({ device, code: 'OP', at: run.createdAt, reason: null });
        if (run.finishedAt !== null) {
          said.push({ device, code: 'ID', at: run.finishedAt, reason: null });
        }
      }
    }
    for (const { from, to, reason } of own) {
      said.push({ device, code: 'ES', at: from, reason });
      said.push({ device, code: idleState, at: to, reason: null });
    }
    return said.filter(({ at }) => at >= start && at <= end).toSorted((a, b) => a.at - b.at);
  });
}
