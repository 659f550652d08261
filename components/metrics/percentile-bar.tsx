/**
 * A row's percentiles drawn on a scale shared by its table: solid up to P50, paler to P90, a mark
 * at P99, a notch where a bar runs off the scale. For the eye only: the figures stand beside it.
 */
export function PercentileBar({
  p50,
  p90,
  p99,
  target,
  scale,
}: {
  p50: number | null;
  p90: number | null;
  p99: number | null;
  target: number | null;
  /** The value at the right end. */
  scale: number;
}) {
  if (p50 === null || scale <= 0) return null;
  const x = (value: number) => Math.min(100, (value / scale) * 100);
  return (
    <svg
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-3 w-full min-w-28"
    >
      <rect x="0" y="5.5" width="100" height="1" className="fill-line" />
      {p90 === null ? null : (
        <rect x="0" y="3" width={x(p90)} height="6" className="fill-accent opacity-35" />
      )}
      <rect x="0" y="3" width={x(p50)} height="6" className="fill-accent" />
      {p99 === null || p99 > scale ? null : (
        <rect x={x(p99) - 0.2} y="2" width="0.4" height="8" className="fill-ink-soft" />
      )}
      {Math.max(p50, p90 ?? 0) <= scale ? null : (
        <path d="M96.5 1 L98 6 L96.5 11 L97.5 11 L99 6 L97.5 1 Z" className="fill-surface" />
      )}
      {target === null || target > scale ? null : (
        <rect x={x(target) - 0.15} y="0" width="0.3" height="12" className="fill-danger" />
      )}
    </svg>
  );
}
