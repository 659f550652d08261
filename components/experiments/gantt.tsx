'use client';

import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { ganttRows, ganttSpan, ganttTicks, percentOf, type Span } from './gantt-layout';
import { GanttLane } from './gantt-lane';
import { GanttLegend } from './gantt-legend';
import { clockText, tickText, type GanttStep } from './gantt-steps';
import { nextStep } from './gantt-keys';
import { StepFacts } from './step-facts';

type Props = {
  labSlug: string;
  timeZone: string;
  /** The zone's lead over UTC when the experiment began. */
  offsetMs: number;
  steps: readonly GanttStep[];
  beganMs: number;
  /** When the server drew it. */
  drawnMs: number;
  forecast: { endMs: number; fromMs: number; toMs: number } | null;
};

const ZOOMS = [1, 2, 4, 8, 16];
const LANE_PX = 24;

/**
 * The steps of an experiment by device along time: what was done over what was estimated, what
 * runs growing, what failed in red, what is to come dashed, now and the forecast end with its
 * range. One stop of the tab key; arrows lead from step to step.
 */
export function Gantt({ labSlug, timeZone, offsetMs, steps, beganMs, drawnMs, forecast }: Props) {
  const live = steps.some(({ kind }) => kind === 'running') || forecast !== null;
  const nowMs = useNow(drawnMs, live);
  const [zoom, setZoom] = useState(0);
  const [shownId, setShownId] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const corner = useRef<HTMLDivElement>(null);
  /** What a zoom is about, as a part of the whole time: it comes to the middle. */
  const middle = useRef<number | null>(null);
  const forecastMs = forecast?.toMs ?? null;
  const span = useMemo(
    () => ganttSpan(steps, { nowMs, forecastMs, beganMs }),
    [steps, nowMs, forecastMs, beganMs],
  );
  const rows = useMemo(() => ganttRows(steps, drawnMs), [steps, drawnMs]);
  const order = rows.flatMap(({ lanes }) => lanes);
  const shown = steps.find(({ id }) => id === shownId) ?? null;
  const stop = shown?.id ?? order[0]?.[0]?.id;

  function onKeyDown(event: KeyboardEvent) {
    const next = shownId === null ? null : nextStep(order, shownId, event.key);
    if (!next) return;
    event.preventDefault();
    setShownId(next.id);
    frame.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(next.id)}"]`)?.focus();
  }

  /** Zooms about the step that is shown, else about now, else about what is in the middle. */
  function zoomTo(next: number) {
    const box = frame.current;
    const names = corner.current?.offsetWidth ?? 0;
    const about = shown ? shown.startMs : live ? nowMs : null;
    if (about !== null) middle.current = percentOf(about, span) / 100;
    else if (box) {
      middle.current = (box.scrollLeft + (box.clientWidth - names) / 2) / (box.scrollWidth - names);
    }
    setZoom(next);
  }
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box || middle.current === null) return;
    const names = corner.current?.offsetWidth ?? 0;
    box.scrollLeft = middle.current * (box.scrollWidth - names) - (box.clientWidth - names) / 2;
    middle.current = null;
  }, [zoom]);

  const ticks = ganttTicks(span, 7 * (ZOOMS[zoom] ?? 1), offsetMs);
  const showsNow = live && nowMs <= span.toMs;
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-2">
        <GanttLegend steps={steps} />
        <div className="flex gap-1 print:hidden">
          <IconButton
            label="Show a longer time"
            variant="ghost"
            disabled={zoom === 0}
            onClick={() => zoomTo(zoom - 1)}
          >
            <ZoomOut aria-hidden="true" />
          </IconButton>
          <IconButton
            label="Show a shorter time"
            variant="ghost"
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => zoomTo(zoom + 1)}
          >
            <ZoomIn aria-hidden="true" />
          </IconButton>
        </div>
      </div>
      <div
        ref={frame}
        role="region"
        aria-label="Steps by device along time"
        className="gantt-frame relative max-h-[70dvh] overflow-auto contain-inline-size"
      >
        <div
          className="grid min-w-[44rem] grid-cols-[7.5rem_minmax(0,1fr)] md:grid-cols-[10rem_minmax(0,1fr)]"
          style={{ width: `${(ZOOMS[zoom] ?? 1) * 100}%` }}
        >
          <div
            ref={corner}
            className="sticky top-0 left-0 z-20 border-r border-b bg-surface px-3 py-1.5 text-xs text-muted"
          >
            Device
          </div>
          <div className="sticky top-0 z-10 h-9 border-b bg-surface">
            <Ticks ticks={ticks} span={span} timeZone={timeZone} />
          </div>
          {rows.map(({ device, lanes }) => (
            <div key={device} className="contents">
              <div className="sticky left-0 z-10 flex items-center border-r border-b bg-surface px-3 text-dense font-medium">
                <span className="truncate" title={device}>
                  {device}
                </span>
              </div>
              <div className="relative border-b" style={{ height: lanes.length * LANE_PX + 2 }}>
                <Lines ticks={ticks} span={span} />
                {forecast ? <Range forecast={forecast} span={span} /> : null}
                {lanes.map((lane, index) => (
                  <GanttLane
                    key={lane[0]?.id ?? index}
                    lane={lane}
                    top={index * LANE_PX + 1}
                    span={span}
                    nowMs={nowMs}
                    timeZone={timeZone}
                    shownId={shownId}
                    stop={stop}
                    onShow={setShownId}
                    onKeyDown={onKeyDown}
                  />
                ))}
                {showsNow ? (
                  <Mark at={nowMs} span={span} className="border-l-2 border-info" />
                ) : null}
                {forecast ? (
                  <Mark
                    at={forecast.endMs}
                    span={span}
                    className="border-l-2 border-dashed border-warning"
                  />
                ) : null}
              </div>
            </div>
          ))}
        </div>
      </div>
      <div className="min-h-24 border-t bg-sunken/50 px-4 py-3 print:hidden" aria-live="off">
        {shown ? (
          <StepFacts labSlug={labSlug} timeZone={timeZone} step={shown} nowMs={nowMs} />
        ) : (
          <p className="text-dense text-muted">
            Point at a step, tap it, or go to it with the arrow keys to read what it is.
            {showsNow ? (
              <>
                {' '}
                The line is now, <span suppressHydrationWarning>{clockText(nowMs, timeZone)}</span>
                {forecast ? ', the dashed one the forecast end in its range.' : '.'}
              </>
            ) : null}
          </p>
        )}
      </div>
    </div>
  );
}

/** The server's clock, going on second by second while something changes with it. */
function useNow(drawnMs: number, live: boolean): number {
  const [clock, setClock] = useState({ drawnMs, nowMs: drawnMs });
  useEffect(() => {
    if (!live) return undefined;
    const began = performance.now();
    const tick = () => setClock({ drawnMs, nowMs: drawnMs + performance.now() - began });
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [drawnMs, live]);
  return clock.drawnMs === drawnMs ? clock.nowMs : drawnMs;
}

function Ticks({
  ticks,
  span,
  timeZone,
}: {
  ticks: readonly number[];
  span: Span;
  timeZone: string;
}) {
  return ticks.map((at, index) => {
    const { clock, day } = tickText(at, ticks[index - 1], timeZone);
    const percent = percentOf(at, span);
    return (
      <span
        key={at}
        className={cn(
          'absolute bottom-1 text-2xs leading-3.5 whitespace-nowrap text-muted',
          percent < 2 ? '' : percent > 97 ? '-translate-x-full' : '-translate-x-1/2',
        )}
        style={{ left: `${percent}%` }}
      >
        {day ? <span className="block text-ink-soft">{day}</span> : null}
        {clock}
      </span>
    );
  });
}

function Lines({ ticks, span }: { ticks: readonly number[]; span: Span }) {
  return ticks.map((at) => <Mark key={at} at={at} span={span} className="border-l border-line" />);
}

function Mark({ at, span, className }: { at: number; span: Span; className: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn('pointer-events-none absolute inset-y-0', className)}
      style={{ left: `${percentOf(at, span)}%` }}
    />
  );
}

function Range({ forecast, span }: { forecast: { fromMs: number; toMs: number }; span: Span }) {
  const from = percentOf(forecast.fromMs, span);
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 bg-warning-soft"
      style={{ left: `${from}%`, width: `${percentOf(forecast.toMs, span) - from}%` }}
    />
  );
}
