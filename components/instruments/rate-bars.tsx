import { cn } from '@/components/ui/class-names';

const BAR = 4;
const GAP = 1;
const HEIGHT = 20;

/** Messages minute by minute as tiny bars, the present minute last; the highest fills the height. */
export function RateBars({
  minutes,
  className,
}: {
  minutes: readonly number[];
  className?: string;
}) {
  const most = Math.max(1, ...minutes);
  const width = minutes.length * (BAR + GAP) - GAP;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className={cn('shrink-0', className)}
    >
      {minutes.map((count, at) => {
        const height = count === 0 ? 1 : Math.max(2, (count / most) * HEIGHT);
        return (
          <rect
            key={at}
            x={at * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={0.5}
            className={count === 0 ? 'fill-line-strong' : 'fill-series-1'}
          />
        );
      })}
    </svg>
  );
}

/** Messages a minute over what was counted, with a decimal where they are few. */
export function rateText(minutes: readonly number[]): string {
  if (minutes.length === 0) return '0';
  const rate = minutes.reduce((sum, count) => sum + count, 0) / minutes.length;
  if (rate === 0) return '0';
  return rate >= 10
    ? Math.round(rate).toLocaleString('en')
    : rate < 0.1
      ? '< 0.1'
      : rate.toFixed(1);
}
