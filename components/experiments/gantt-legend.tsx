import type { GanttStep } from './gantt-steps';

const KINDS = [
  { label: 'Step', kind: 'done' },
  { label: 'Move', kind: 'done', move: true },
  { label: 'Running', kind: 'running' },
  { label: 'Failed', kind: 'failed' },
  { label: 'To come', kind: 'coming' },
] as const;

/** What the bars of the chart mean, of those that it has. */
export function GanttLegend({ steps }: { steps: readonly GanttStep[] }) {
  const kinds = KINDS.filter(({ kind, ...rest }) =>
    steps.some((step) => step.kind === kind && (kind !== 'done' || step.move === 'move' in rest)),
  );
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {kinds.map(({ label, kind, ...rest }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span aria-hidden="true" className="relative h-4.5 w-5">
            <span
              className="gantt-bar w-5 cursor-auto!"
              data-kind={kind}
              data-move={'move' in rest || undefined}
            />
          </span>
          {label}
        </li>
      ))}
      {steps.some(({ estimatedEndMs }) => estimatedEndMs !== null) ? (
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="relative h-4.5 w-5">
            <span className="gantt-estimate top-2! w-5" />
          </span>
          Estimate
        </li>
      ) : null}
    </ul>
  );
}
