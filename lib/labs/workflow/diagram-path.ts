type Point = { x: number; y: number };

const RADIUS = 9;

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(distance, length) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const text = ({ x, y }: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

/** An SVG path through the points with rounded corners; points that lie on one another fall away. */
export function roundedPath(given: readonly Point[]): string {
  const points = given.filter((point, index) => {
    const last = given[index - 1];
    return last === undefined || Math.hypot(point.x - last.x, point.y - last.y) >= 1;
  });
  const parts = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M${text(point)}`;
    if (!after) return `L${text(point)}`;
    const legs = [before, after].map((end) => Math.hypot(end.x - point.x, end.y - point.y) / 2);
    const radius = Math.min(RADIUS, ...legs);
    return `L${text(towards(point, before, radius))}Q${text(point)} ${text(towards(point, after, radius))}`;
  });
  return parts.join('');
}
