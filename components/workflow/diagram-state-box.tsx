import { StateGlyph } from '@/components/ui/state-badge';
import type { Box, DiagramState } from '@/lib/labs/workflow/diagram';
import { shortText } from './short-text';
import { stateColour } from './state-colour';

/** A state as a tag: glyph and name, and the time that entering it stamps. */
export function DiagramStateBox({ state }: { state: DiagramState }) {
  const { x, y, width, height, key, label, kind, milestone } = state;
  const middle = y + height / 2;
  const colour = stateColour(key);
  return (
    <g>
      <title>{label}</title>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={7}
        fill="var(--color-surface)"
        stroke={colour}
        strokeWidth={kind === 'done' ? 2.5 : 1.5}
        strokeDasharray={kind === 'void' ? '4 3' : undefined}
      />
      <rect x={x} y={y} width={width} height={height} rx={7} fill={colour} opacity={0.09} />
      <StateGlyph
        state={key}
        x={x + 11}
        y={middle - 8}
        width={16}
        height={16}
        style={{ color: colour }}
      />
      <text
        x={x + 35}
        y={milestone ? middle - 2 : middle + 4.5}
        fontSize={13}
        fontWeight={600}
        fill="var(--color-ink)"
      >
        {shortText(label, 13, width - 43)}
      </text>
      {milestone ? (
        <text x={x + 35} y={middle + 13} fontSize={11} fill="var(--color-muted)">
          {milestone} at
        </text>
      ) : null}
    </g>
  );
}

/** Where reinstating leads: no state of its own. */
export function DiagramBefore({ box: { x, y, width, height } }: { box: Box }) {
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={height / 2}
        fill="var(--color-surface)"
        stroke="var(--color-line-strong)"
        strokeDasharray="2 3"
      />
      <text
        x={x + width / 2}
        y={y + height / 2 + 4}
        fontSize={12}
        textAnchor="middle"
        fill="var(--color-ink-soft)"
      >
        the state before
      </text>
    </g>
  );
}
