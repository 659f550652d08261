import { readStateTable } from '@/lib/devices/states/read-histories';
import { authorize, type Ctx } from '@/lib/platform/context';
import { excessOf } from './affected-tests';
import {
  TIMELINE_STRETCHES,
  type DeviceUptime,
  type UptimeAnswer,
  type UptimeQuery,
} from './contract';
import { addUp, stopsWithin, uptimeFigures } from './measure';
import { downOf, measuredDevices, passedWindow, type MeasuredDevice } from './measured-devices';
import { stretchAnswer } from './uptime-rows';
import { uptimeReceipt, uptimeRowsUrl } from './uptime-receipt';

/** The stop that was open when the device's part of the window ended. */
function openStopOf({ history, span }: MeasuredDevice): DeviceUptime['open_stop'] {
  const open = stopsWithin(history, span).findLast(({ to }) => to === null);
  if (!open) return null;
  return {
    from: new Date(open.from).toISOString(),
    code: open.code,
    reason: open.reason,
    minutes: (span.to - open.from) / 60_000,
  };
}

/** Uptime, coverage, stops and timeline of each device by name, and of all together. */
export async function uptime(ctx: Ctx, query: UptimeQuery): Promise<UptimeAnswer> {
  authorize(ctx, 'read');
  const window = passedWindow(query, ctx.now);
  const devices = await measuredDevices(ctx, query);
  const excess = await excessOf(ctx, devices.map(downOf));
  const asked = query.device ?? [];
  return {
    devices: devices.map((device) => {
      const { timeline, ...measured } = device.measured;
      return {
        device: device.name,
        type: device.type,
        ...uptimeFigures(measured),
        open_stop: openStopOf(device),
        excess: excess.get(device.id) ?? null,
        timeline: timeline.slice(0, TIMELINE_STRETCHES).map(stretchAnswer),
        timeline_stretches: timeline.length,
        rows_url: uptimeRowsUrl(ctx.lab.slug, window, [device.name]),
      };
    }),
    total: uptimeFigures(addUp(devices.map(({ measured }) => measured))),
    receipt: uptimeReceipt(ctx, window, asked, await readStateTable(ctx)),
  };
}
