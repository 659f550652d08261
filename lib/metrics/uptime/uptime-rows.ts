import { z } from 'zod';
import type { Stretch } from '@/lib/devices/states/fold-states';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { affectedRows } from './affected-tests';
import type { StopRow, StretchRow, UptimeRowsAnswer, UptimeRowsQuery } from './contract';
import { stopSets, stopsWithin } from './measure';
import { downOf, measuredDevices, type MeasuredDevice } from './measured-devices';

const time = (ms: number) => new Date(ms).toISOString();

/** A stretch as the interface gives it. */
export function stretchAnswer({ from, to, kind, code, reason, limited }: Stretch) {
  return { from: time(from), to: time(to), kind, code, reason, limited };
}

function stretchRows({ name, measured }: MeasuredDevice): StretchRow[] {
  return measured.timeline.map((stretch) => ({
    device: name,
    ...stretchAnswer(stretch),
    minutes: (stretch.to - stretch.from) / 60_000,
  }));
}

function stopRows(
  { name, history, span }: MeasuredDevice,
  which: 'stops' | 'repairs' | 'open_stops',
): StopRow[] {
  return stopSets(stopsWithin(history, span), span)[which].map(({ from, to, code, reason }) => ({
    device: name,
    from: time(from),
    to: to === null ? null : time(to),
    code,
    reason,
    minutes: ((to ?? span.to) - from) / 60_000,
  }));
}

const Cursor = z.tuple([z.string(), z.iso.datetime()]);

/** A page of rows in the order of devices and time, after the device and time of the cursor. */
function pageOf<T extends { device: string; from: string }>(
  rows: readonly T[],
  devices: readonly string[],
  { limit, cursor }: UptimeRowsQuery,
): { data: T[]; next_cursor: string | null; total: number } {
  const place = new Map(devices.map((name, index) => [name, index]));
  let rest = rows;
  if (cursor !== undefined) {
    const [device, from] = decodeCursor(cursor, Cursor);
    const reached = place.get(device) ?? -1;
    rest = rows.filter((row) => {
      const at = place.get(row.device) ?? 0;
      return at > reached || (at === reached && row.from > from);
    });
  }
  const data = rest.slice(0, limit);
  const last = rest.length > limit ? data.at(-1) : undefined;
  return {
    data,
    next_cursor: last ? encodeCursor([last.device, last.from]) : null,
    total: rows.length,
  };
}

/** The rows behind uptime: as many as the figure of the same question says. */
export async function uptimeRows(ctx: Ctx, query: UptimeRowsQuery): Promise<UptimeRowsAnswer> {
  authorize(ctx, 'read');
  const { which, limit, cursor, ...question } = query;
  const devices = await measuredDevices(ctx, question);
  const names = devices.map(({ name }) => name);
  switch (which) {
    case 'stretches':
      return pageOf(devices.flatMap(stretchRows), names, query);
    case 'stops':
    case 'repairs':
    case 'open_stops':
      return pageOf(
        devices.flatMap((device) => stopRows(device, which)),
        names,
        query,
      );
    default:
      return affectedRows(ctx, devices.map(downOf), { which, limit, cursor });
  }
}
