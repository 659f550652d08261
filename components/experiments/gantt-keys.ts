import type { GanttItem } from './gantt-layout';

const middle = <T extends GanttItem>({ startMs, endMs }: T) => (startMs + (endMs ?? startMs)) / 2;

/**
 * Where an arrow key leads from a step: before and after it in its lane, or to the step of the lane
 * above or below that is nearest in time; Home and End to the ends of the lane. null stays.
 */
export function nextStep<T extends GanttItem>(
  lanes: readonly (readonly T[])[],
  id: string,
  key: string,
): T | null {
  const row = lanes.findIndex((lane) => lane.some((step) => step.id === id));
  const lane = lanes[row];
  const place = lane?.findIndex((step) => step.id === id) ?? -1;
  const here = lane?.[place];
  if (!lane || !here) return null;
  switch (key) {
    case 'ArrowLeft':
      return lane[place - 1] ?? null;
    case 'ArrowRight':
      return lane[place + 1] ?? null;
    case 'Home':
      return lane[0] ?? null;
    case 'End':
      return lane.at(-1) ?? null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const other = lanes[row + (key === 'ArrowUp' ? -1 : 1)] ?? [];
      const far = (step: T) => Math.abs(middle(step) - middle(here));
      return other.toSorted((a, b) => far(a) - far(b))[0] ?? null;
    }
    default:
      return null;
  }
}
