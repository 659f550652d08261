import type { DiagramArrow } from '@/lib/labs/workflow/diagram';
import type { Workflow } from '@/lib/specimens/contract';
import { MARKS } from './asked-marks';
import { shortText, textWidth } from './short-text';
import { stateColour } from './state-colour';

type Rule = Workflow['transitions'][number];

const SIZE = 12;
const MARK = 13;

function tipPoints({ x, y, points }: DiagramArrow['tip']): string {
  switch (points) {
    case 'right':
      return `${x},${y} ${x - 8},${y - 4.5} ${x - 8},${y + 4.5}`;
    case 'down':
      return `${x},${y} ${x - 4.5},${y - 8} ${x + 4.5},${y - 8}`;
    case 'up':
      return `${x},${y} ${x - 4.5},${y + 8} ${x + 4.5},${y + 8}`;
  }
}

/** One line of the plan with its name, in the colour of the state it leads to. */
export function DiagramArrowLine({ arrow, rules }: { arrow: DiagramArrow; rules: Rule[] }) {
  const { labels, paths, tip, label } = arrow;
  const colour = stateColour(arrow.to);
  const marks = MARKS.filter(({ field }) => rules.some((rule) => rule[field]));
  const marked = marks.length * (MARK + 3);
  const name = labels.join(' / ');
  const shown = shortText(name, SIZE, label.width - marked - 2);
  const width = textWidth(shown, SIZE) + marked;
  const left = label.x - width / 2;
  // A straight arrow is too short to be broken by its name, which stands over it.
  const onLine = tip.points !== 'right';
  return (
    <g className="line" style={{ color: colour }}>
      <title>{name}</title>
      {paths.map((path) => (
        <path key={path} d={path} fill="none" stroke="currentColor" strokeWidth={1.75} />
      ))}
      {paths.map((path) => (
        <path key={`wide ${path}`} d={path} fill="none" stroke="transparent" strokeWidth={14} />
      ))}
      <polygon points={tipPoints(tip)} fill="currentColor" />
      {onLine ? (
        <rect
          x={left - 6}
          y={label.y - 10}
          width={width + 12}
          height={20}
          rx={10}
          fill="var(--color-surface)"
        />
      ) : null}
      <text x={left} y={label.y + 4} fontSize={SIZE} fontWeight={500} fill="var(--color-ink)">
        {shown}
      </text>
      {marks.map(({ field, Icon }, index) => (
        <Icon
          key={field}
          x={left + textWidth(shown, SIZE) + 4 + index * (MARK + 3)}
          y={label.y - MARK / 2}
          width={MARK}
          height={MARK}
          strokeWidth={2}
          aria-hidden="true"
        />
      ))}
    </g>
  );
}
