import {
  stretchesWithin,
  type DeviceHistory,
  type Stop,
  type Stretch,
  type StretchKind,
} from '@/lib/devices/states/fold-states';
import type { UptimeFigures } from './contract';

/** Under so much coverage, percent, uptime is no figure. */
export const LEAST_COVERAGE = 90;

/** [from, to) in ms since 1970. */
export type Span = { from: number; to: number };

/** What one device did in its part of a window, in ms. Addable: see `addUp`. */
export type Measured = {
  windowMs: number;
  limitedMs: number;
  ms: Record<StretchKind, number>;
  /** Began in the window. */
  stops: number;
  /** Ended in the window, and how long they had taken from their beginning on. */
  repairs: number;
  repairMs: number;
  openStops: number;
};

/** A stop as a window saw it: what ended at or after the window's end was open then. */
export function stopsWithin(history: DeviceHistory, { from, to }: Span): Stop[] {
  return history.stops.flatMap((stop) => {
    const ended = stop.to !== null && stop.to < to ? stop.to : null;
    if (stop.from >= to || (ended !== null && ended < from)) return [];
    return [{ ...stop, to: ended }];
  });
}

/** The stops of a window by what is counted of them. */
export function stopSets(stops: readonly Stop[], { from }: Span) {
  return {
    stops: stops.filter((stop) => stop.from >= from),
    repairs: stops.filter((stop) => stop.to !== null),
    open_stops: stops.filter((stop) => stop.to === null),
  };
}

/** Measures a device over a window that its history reaches over. */
export function measure(history: DeviceHistory, span: Span): Measured & { timeline: Stretch[] } {
  const timeline = stretchesWithin(history, span.from, span.to);
  const ms = { up: 0, idle: 0, unplanned: 0, planned: 0, unknown: 0 };
  let limitedMs = 0;
  for (const { kind, from, to, limited } of timeline) {
    ms[kind] += to - from;
    if (limited) limitedMs += to - from;
  }
  const sets = stopSets(stopsWithin(history, span), span);
  return {
    windowMs: Math.max(0, span.to - span.from),
    limitedMs,
    ms,
    stops: sets.stops.length,
    repairs: sets.repairs.length,
    repairMs: sets.repairs.reduce((sum, stop) => sum + ((stop.to ?? stop.from) - stop.from), 0),
    openStops: sets.open_stops.length,
    timeline,
  };
}

/** Several devices, or several windows of one, together. */
export function addUp(all: readonly Measured[]): Measured {
  const sum = (read: (one: Measured) => number) => all.reduce((total, one) => total + read(one), 0);
  return {
    windowMs: sum((one) => one.windowMs),
    limitedMs: sum((one) => one.limitedMs),
    ms: {
      up: sum((one) => one.ms.up),
      idle: sum((one) => one.ms.idle),
      unplanned: sum((one) => one.ms.unplanned),
      planned: sum((one) => one.ms.planned),
      unknown: sum((one) => one.ms.unknown),
    },
    stops: sum((one) => one.stops),
    repairs: sum((one) => one.repairs),
    repairMs: sum((one) => one.repairMs),
    openStops: sum((one) => one.openStops),
  };
}

const MINUTE = 60_000;
const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const inMinutes = (ms: number | null) => (ms === null ? null : ms / MINUTE);

/** Uptime % = (up + idle) / (window − planned − unknown), and the rest; nothing to count is null. */
export function uptimeFigures(measured: Measured): UptimeFigures {
  const { windowMs, ms, stops, repairs, repairMs } = measured;
  const up = ms.up + ms.idle;
  const coverage = ratio((windowMs - ms.unknown) * 100, windowMs);
  const uptime = ratio(up * 100, windowMs - ms.planned - ms.unknown);
  return {
    uptime_percent: coverage === null || coverage < LEAST_COVERAGE ? null : uptime,
    coverage_percent: coverage,
    window_minutes: windowMs / MINUTE,
    up_minutes: ms.up / MINUTE,
    limited_minutes: measured.limitedMs / MINUTE,
    idle_minutes: ms.idle / MINUTE,
    unplanned_minutes: ms.unplanned / MINUTE,
    planned_minutes: ms.planned / MINUTE,
    unknown_minutes: ms.unknown / MINUTE,
    stops,
    repairs,
    open_stops: measured.openStops,
    mtbf_minutes: inMinutes(ratio(up, stops)),
    mttr_minutes: inMinutes(ratio(repairMs, repairs)),
  };
}
