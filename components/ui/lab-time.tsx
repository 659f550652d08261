import { cn } from './class-names';

type Shape = 'moment' | 'day' | 'clock';

const SHAPES: Record<Shape, Intl.DateTimeFormatOptions> = {
  moment: { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { day: '2-digit', month: 'short', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit' },
};

/** An instant in the lab's zone: “21 Nov 2026 08:30”, its day alone, or its clock time alone. */
export function labTimeText(time: string, timeZone: string, shape: Shape = 'moment'): string {
  return new Intl.DateTimeFormat('en-GB', { ...SHAPES[shape], hourCycle: 'h23', timeZone })
    .format(new Date(time))
    .replace(',', '');
}

/** The same to the second, with the offset and the zone, for those who must know. */
export function exactLabTime(time: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...SHAPES.moment,
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'longOffset',
  });
  const text = format.format(new Date(time)).replace(',', '').replace(/GMT$/, 'GMT+00:00');
  return `${text.replace('GMT', 'UTC')} (${timeZone.replaceAll('_', ' ')})`;
}

/** An instant (ISO) as the lab's clock showed it; exact on hover. Null prints a dash. */
export function LabTime({
  time,
  timeZone,
  shape = 'moment',
  className,
}: {
  time: string | null;
  timeZone: string;
  shape?: Shape;
  className?: string;
}) {
  if (time === null) return <span className="text-muted">–</span>;
  return (
    <time
      dateTime={time}
      title={exactLabTime(time, timeZone)}
      className={cn('whitespace-nowrap', className)}
    >
      {labTimeText(time, timeZone, shape)}
    </time>
  );
}
