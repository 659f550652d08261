import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { labTimeText } from '@/components/ui/lab-time';
import type { DeviceUptime } from '@/lib/metrics/uptime/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { uptimeText } from './minutes-text';
import { COLUMNS, timelineBars, timelineTicks, type BarKind } from './timeline-bars';
import { KINDS } from './uptime-words';

const LEGEND: readonly BarKind[] = ['up', 'limited', 'idle', 'unplanned', 'planned', 'unknown'];

/** What a bar shows, in a sentence for those who can't see it. */
function inWords(device: DeviceUptime, timeZone: string): string {
  const parts = (['up', 'idle', 'unplanned', 'planned', 'unknown'] as const).flatMap((kind) => {
    const minutes = device[`${kind}_minutes`];
    return minutes > 0 ? [`${KINDS[kind].label.toLowerCase()} ${durationText(minutes)}`] : [];
  });
  const stops = device.timeline.filter(({ kind }) => kind === 'unplanned');
  const shown = stops
    .slice(0, 5)
    .map(({ from, to }) => `${labTimeText(from, timeZone)} to ${labTimeText(to, timeZone)}`);
  const more = stops.length > shown.length ? ` and ${stops.length - shown.length} more` : '';
  const stopped = shown.length > 0 ? `; stopped ${shown.join(', ')}${more}` : '';
  return `${device.device}: ${parts.join(', ') || 'nothing'}${stopped}`;
}

function Bar({ device, from, to, timeZone }: BarProps) {
  const hatch = `unknown-${device.device}`;
  return (
    <svg
      role="img"
      aria-label={inWords(device, timeZone)}
      viewBox={`0 0 ${COLUMNS} 20`}
      preserveAspectRatio="none"
      className="block h-6 w-full rounded-sm bg-sunken shadow-[inset_0_0_0_1px_var(--color-line)] print:h-5"
    >
      <defs>
        <pattern id={hatch} width="10" height="20" patternUnits="userSpaceOnUse">
          <path d="M-2 22 12 -2" className="stroke-line-strong/60" />
        </pattern>
      </defs>
      {timelineBars(device.timeline, from, to).map(({ x, width, kind }) => (
        <rect
          key={x}
          x={x}
          y={0}
          width={width}
          height={20}
          {...(kind === 'unknown' ? { fill: `url(#${hatch})` } : { className: KINDS[kind].fill })}
          data-kind={kind}
        />
      ))}
    </svg>
  );
}

type BarProps = { device: DeviceUptime; from: number; to: number; timeZone: string };

/** One bar a device, all over the same time, with the legend above and the hours or days below. */
export function UptimeTimeline({
  devices,
  from,
  to,
  timeZone,
  rowsHref,
}: {
  devices: readonly DeviceUptime[];
  /** ISO, as of the receipt. */
  from: string;
  to: string;
  timeZone: string;
  rowsHref: (device: string) => string;
}) {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const ticks = timelineTicks(start, end, timeZone);
  return (
    <div className="px-4 pt-3 pb-4">
      <ul aria-label="Colours" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {LEGEND.map((kind) => (
          <li key={kind} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className={cn('size-3 rounded-xs border border-line', KINDS[kind].swatch)}
            />
            {KINDS[kind].label}
          </li>
        ))}
      </ul>
      <ul className="grid gap-x-3 gap-y-2 md:grid-cols-[fit-content(16rem)_1fr_max-content]">
        {devices.map((device) => (
          <li
            key={device.device}
            className="grid grid-cols-[1fr_max-content] items-center gap-x-3 gap-y-1 md:col-span-3 md:grid-cols-subgrid"
          >
            <Link
              href={rowsHref(device.device)}
              title={device.device}
              className="truncate text-dense font-medium hover:text-accent hover:underline"
            >
              {device.device}
            </Link>
            <span className="max-md:col-span-2 max-md:row-start-2">
              <Bar device={device} from={start} to={end} timeZone={timeZone} />
            </span>
            <span
              className={cn(
                'min-w-14 text-right text-dense',
                device.uptime_percent === null && 'text-muted',
              )}
            >
              {device.uptime_percent === null ? '–' : `${uptimeText(device.uptime_percent)} %`}
            </span>
          </li>
        ))}
        <li aria-hidden="true" className="grid md:col-span-3 md:grid-cols-subgrid">
          <span className="relative mr-1 block h-4 text-2xs text-muted md:col-start-2 md:mr-0">
            {ticks.map(({ percent, label }) => (
              <span
                key={percent}
                className="absolute top-0 border-l border-line pl-1 whitespace-nowrap"
                style={{ left: `${percent}%` }}
              >
                {percent < 95 ? label : null}
              </span>
            ))}
          </span>
        </li>
      </ul>
    </div>
  );
}
