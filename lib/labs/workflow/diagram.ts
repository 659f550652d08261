import { type Arrow, arrowsOf, type Strip } from './diagram-arrows';
import { inLanes, isAlone, runOf, widestGap } from './diagram-lanes';
import { roundedPath } from './diagram-path';
import {
  BEFORE,
  type DrawnState,
  type DrawnTransition,
  type Place,
  placeStates,
  type Row,
} from './diagram-places';
import { portsOf } from './diagram-ports';

const PITCH = 210;
const WIDTH: Record<Row, number> = { main: 126, aside: 108, void: 126, before: 150 };
const HEIGHT: Record<Row, number> = { main: 52, aside: 40, void: 52, before: 30 };
const MARGIN = 14;
/** Between lanes, and between the last one and a state. */
const LANE = 28;
const CLEAR = 24;
/** A lane whose widest gap is less leaves its label to the upright that ends in the tip. */
const NARROW = 124;
/** The tip of an arrow stands off the state it points to. */
const TIP = 3;

export type Box = { x: number; y: number; width: number; height: number };
export type DiagramState = DrawnState & Box & { row: Row };
export type DiagramArrow = {
  id: string;
  actions: string[];
  labels: string[];
  from: string[];
  /** Null: the state before. */
  to: string | null;
  /** One SVG path for each state it comes from. */
  paths: string[];
  tip: { x: number; y: number; points: 'right' | 'up' | 'down' };
  /** The middle of the label, and how wide it may be. */
  label: { x: number; y: number; width: number };
};

/** Everything in place, in pixels from the upper left corner. */
export type Diagram = {
  width: number;
  height: number;
  states: DiagramState[];
  arrows: DiagramArrow[];
  /** Where “back to the state before” leads, if anything does. */
  before: Box | null;
};

const ROWS: Row[] = ['main', 'aside', 'void', 'before'];
const STRIP_OVER: Record<Row, Strip> = {
  main: 'above',
  aside: 'aside',
  void: 'void',
  before: 'before',
};

/** The top of each row, for as many lanes as run over it; rows that nobody stands in are no rows. */
function rowTops(lanes: Record<Strip, number>, used: ReadonlySet<Row>) {
  const tops: Record<Row, number> = { main: 0, aside: 0, void: 0, before: 0 };
  let y = MARGIN;
  for (const row of ROWS) {
    if (!used.has(row)) continue;
    const count = lanes[STRIP_OVER[row]];
    const strip =
      count > 0
        ? CLEAR * (row === 'main' ? 1 : 2) + (count - 1) * LANE
        : row === 'main'
          ? 0
          : CLEAR;
    tops[row] = y + strip;
    y = tops[row] + HEIGHT[row];
  }
  return { tops, height: y + MARGIN };
}

function straight(arrow: Arrow, from: Box, to: Box): DiagramArrow {
  const y = from.y + from.height / 2;
  const [left, right] = [from.x + from.width, to.x - TIP];
  return {
    id: arrow.id,
    actions: arrow.actions,
    labels: arrow.labels,
    from: arrow.from,
    to: arrow.to,
    paths: [
      roundedPath([
        { x: left, y },
        { x: right, y },
      ]),
    ],
    tip: { x: right, y, points: 'right' },
    label: { x: (left + right) / 2, y: y - 11, width: right - left - 4 },
  };
}

/**
 * Lays a workflow out as a plan of lines: the way of a test from left to right, what it strays into
 * below, and where it ends without a result at the bottom. Several actions between two states share
 * an arrow; the same action from several states is one line that gathers them. The same rows give
 * the same drawing.
 */
export function layOutWorkflow(
  states: readonly DrawnState[],
  transitions: readonly DrawnTransition[],
): Diagram {
  const places = placeStates(states, transitions);
  const arrows = arrowsOf(transitions, places);
  const columnX = (column: number) => MARGIN + WIDTH.main / 2 + column * PITCH;
  const xOf = (key: string) => columnX(places.get(key)?.column ?? 0);
  const ports = portsOf(arrows, places, xOf);

  const isAbove = (strip: Strip, key: string) =>
    strip !== 'above' && places.get(key)?.row !== strip;
  const lanesOf = (strip: Strip) => {
    const runs = arrows.flatMap((arrow) => {
      const ends = arrow.strip === strip ? ports.get(arrow.id) : undefined;
      return ends ? [runOf(arrow.id, ends, (key) => isAbove(strip, key ?? arrow.to))] : [];
    });
    return inLanes(runs);
  };
  const lanes = {
    above: lanesOf('above'),
    aside: lanesOf('aside'),
    void: lanesOf('void'),
    before: lanesOf('before'),
  };
  const used = new Set([...places.values()].map(({ row }) => row));
  const { tops, height } = rowTops(
    {
      above: lanes.above.length,
      aside: lanes.aside.length,
      void: lanes.void.length,
      before: lanes.before.length,
    },
    used,
  );
  const boxOf = ({ row, column }: Place): Box => ({
    x: columnX(column) - WIDTH[row] / 2,
    y: tops[row],
    width: WIDTH[row],
    height: HEIGHT[row],
  });
  const boxes = new Map([...places].map(([key, place]) => [key, boxOf(place)]));

  const drawn = arrows.flatMap((arrow): DiagramArrow[] => {
    const [target, source] = [boxes.get(arrow.to), boxes.get(arrow.from[0] ?? '')];
    if (!target || !source) return [];
    const { strip } = arrow;
    if (strip === null) return [straight(arrow, source, target)];
    const order = lanes[strip];
    const lane = order.findIndex(({ id }) => id === arrow.id);
    const run = order[lane];
    const ends = ports.get(arrow.id);
    const below = ROWS.find((row) => STRIP_OVER[row] === strip) ?? 'main';
    if (!run || !ends) return [];
    const y = tops[below] - CLEAR - (order.length - 1 - lane) * LANE;
    const edge = (box: Box, above: boolean) => (above ? box.y + box.height : box.y);
    const end = edge(target, run.to.above) + (run.to.above ? TIP : -TIP);
    const gap = widestGap(run, lane, order);
    const onStem =
      gap.to - gap.from < NARROW && Math.abs(end - y) > 2 * LANE && isAlone(run, order, NARROW / 2);
    return [
      {
        id: arrow.id,
        actions: arrow.actions,
        labels: arrow.labels,
        from: arrow.from,
        to: arrow.to === BEFORE ? null : arrow.to,
        paths: arrow.from.flatMap((key) => {
          const [box, x] = [boxes.get(key), ends.from.get(key)];
          if (!box || x === undefined) return [];
          const begin = { x, y: edge(box, isAbove(strip, key)) };
          return [roundedPath([begin, { x, y }, { x: ends.to, y }, { x: ends.to, y: end }])];
        }),
        tip: { x: ends.to, y: end, points: run.to.above ? 'up' : 'down' },
        label: onStem
          ? { x: ends.to, y: (y + end) / 2, width: NARROW }
          : { x: (gap.from + gap.to) / 2, y, width: gap.to - gap.from - 8 },
      },
    ];
  });

  const columns = [...places.values()].map(({ column }) => column);
  const before = places.get(BEFORE);
  return {
    width: columnX(Math.max(0, ...columns)) + WIDTH.main / 2 + MARGIN,
    height,
    states: states.flatMap((state) => {
      const [place, box] = [places.get(state.key), boxes.get(state.key)];
      return place && box ? [{ ...state, ...box, row: place.row }] : [];
    }),
    arrows: drawn,
    before: before ? boxOf(before) : null,
  };
}
