import { durationText } from '@/lib/specimens/duration-text';

/** The turnaround of what is finished; of what is open, how long it has been here. */
export function Elapsed({
  turnaroundMinutes,
  receivedAt,
  open,
  now,
}: {
  turnaroundMinutes: number | null;
  receivedAt: string | null;
  open: boolean;
  now: Date;
}) {
  if (turnaroundMinutes !== null) {
    return (
      <span
        className={turnaroundMinutes < 0 ? 'text-danger' : undefined}
        title={turnaroundMinutes < 0 ? 'Released before it was received, as recorded' : undefined}
      >
        {durationText(turnaroundMinutes)}
      </span>
    );
  }
  if (!open || receivedAt === null) return <span className="text-muted">–</span>;
  const minutes = (now.getTime() - Date.parse(receivedAt)) / 60_000;
  return (
    <span className="text-muted">
      {durationText(minutes)} <span className="text-2xs">so far</span>
    </span>
  );
}
