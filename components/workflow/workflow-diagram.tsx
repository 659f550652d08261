import { useId } from 'react';
import type { Workflow } from '@/lib/specimens/contract';
import { layOutWorkflow } from '@/lib/labs/workflow/diagram';
import { DiagramArrowLine } from './diagram-arrow-line';
import { DiagramBefore, DiagramStateBox } from './diagram-state-box';
import { describeWorkflow } from './describe-workflow';

/**
 * The workflow as a plan of lines, drawn from its rows. What it shows stands in words in its
 * description, and in a table beside it. On narrow screens it scrolls within its frame.
 */
export function WorkflowDiagram({ states, transitions }: Pick<Workflow, 'states' | 'transitions'>) {
  const id = useId();
  const { width, height, arrows, before, ...drawn } = layOutWorkflow(states, transitions);
  const rules = (actions: readonly string[], from: readonly string[]) =>
    transitions.filter((rule) => actions.includes(rule.action) && from.includes(rule.from));
  return (
    <div
      role="region"
      aria-label="Diagram of the workflow"
      tabIndex={0}
      className="overflow-x-auto contain-inline-size focus-visible:outline-offset-[-2px]"
    >
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
        className="mx-auto block h-auto max-w-[84rem] select-none [&_.line]:transition-opacity [&:has(.line:hover)_.line:not(:hover)]:opacity-20"
        // Never so small that nobody could read it.
        style={{ width: '100%', minWidth: Math.round(width * 0.86) }}
      >
        <title id={`${id}-title`}>The workflow of a test</title>
        <desc id={`${id}-desc`}>{describeWorkflow(states, transitions)}</desc>
        {arrows.map((arrow) => (
          <DiagramArrowLine key={arrow.id} arrow={arrow} rules={rules(arrow.actions, arrow.from)} />
        ))}
        {drawn.states.map((state) => (
          <DiagramStateBox key={state.key} state={state} />
        ))}
        {before ? <DiagramBefore box={before} /> : null}
      </svg>
    </div>
  );
}
