import type { KeyboardEvent } from 'react';
import { percentOf, type Span } from './gantt-layout';
import { barLabel, type GanttStep } from './gantt-steps';

type Props = {
  lane: readonly GanttStep[];
  /** Pixels from the row's top. */
  top: number;
  span: Span;
  nowMs: number;
  timeZone: string;
  shownId: string | null;
  /** The one step that the tab key stops at. */
  stop: string | undefined;
  onShow: (id: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** Steps of one device that do not overlap: bars, each over the time its estimate gives it. */
export function GanttLane({
  lane,
  top,
  span,
  nowMs,
  timeZone,
  shownId,
  stop,
  onShow,
  onKeyDown,
}: Props) {
  return (
    <div className="absolute inset-x-0 h-6" style={{ top }}>
      {lane.map((step) => {
        const left = percentOf(step.startMs, span);
        const right = percentOf(step.endMs ?? nowMs, span);
        const estimated =
          step.estimatedEndMs === null ? null : percentOf(step.estimatedEndMs, span);
        return (
          <span key={step.id} className="contents">
            {estimated === null ? null : (
              <span
                aria-hidden="true"
                className="gantt-estimate"
                style={{ left: `${left}%`, width: `${estimated - left}%` }}
              />
            )}
            <button
              type="button"
              className="gantt-bar"
              data-step={step.id}
              data-kind={step.kind}
              data-move={step.move || undefined}
              data-simulated={step.simulated || undefined}
              data-shown={step.id === shownId || undefined}
              aria-label={barLabel(step, nowMs, timeZone)}
              suppressHydrationWarning
              tabIndex={step.id === stop ? 0 : -1}
              style={{ left: `${left}%`, width: `${right - left}%` }}
              onClick={() => onShow(step.id)}
              onFocus={() => onShow(step.id)}
              onKeyDown={onKeyDown}
              onMouseEnter={() => onShow(step.id)}
            />
          </span>
        );
      })}
    </div>
  );
}
