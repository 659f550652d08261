import { readHistories, type DeviceOverTime } from '@/lib/devices/states/read-histories';
import { resolveWindow, type Window } from '@/lib/metrics/window';
import type { Ctx } from '@/lib/platform/context';
import type { Down } from './affected-tests';
import type { UptimeQuery } from './contract';
import { measure, type Measured, type Span } from './measure';
import type { Stretch } from '@/lib/devices/states/fold-states';

/** A device and what it did in its part of the window: up to now, and to its retirement. */
export type MeasuredDevice = DeviceOverTime & {
  span: Span;
  measured: Measured & { timeline: Stretch[] };
};

/** The window asked for, as far as it has passed; one that lies ahead stays as it is. */
export function passedWindow(query: UptimeQuery, now: Date): Window {
  const { from, to } = resolveWindow(query, now);
  return { from, to: to > now && from < now ? now : to };
}

/**
 * The devices of a question over its window: those that it names, else all but what only holds
 * containers and says nothing of itself, which would make the lab's coverage nothing.
 */
export async function measuredDevices(ctx: Ctx, query: UptimeQuery): Promise<MeasuredDevice[]> {
  const window = passedWindow(query, ctx.now);
  const devices = await readHistories(ctx, {
    ...window,
    ...(query.device?.length ? { names: query.device } : { only: 'speaking' }),
  });
  const from = window.from.getTime();
  return devices.map((device) => {
    const end = Math.min(window.to.getTime(), ctx.now.getTime(), device.retiredAt ?? Infinity);
    const span = { from, to: Math.max(from, end) };
    return { ...device, span, measured: measure(device.history, span) };
  });
}

/** What the excess turnaround of a device is asked with. */
export function downOf({ id, span, measured }: MeasuredDevice): Down {
  const unplanned = measured.timeline.filter(({ kind }) => kind === 'unplanned');
  return { deviceId: id, window: span, unplanned };
}
