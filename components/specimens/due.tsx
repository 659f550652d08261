import { AlarmClock } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { exactLabTime } from '@/components/ui/lab-time';
import type { DueStatus } from '@/lib/specimens/due-status';
import { durationText } from '@/lib/specimens/duration-text';

function words(status: DueStatus): string {
  switch (status.kind) {
    case 'none':
      return '–';
    case 'left':
      return `in ${durationText(status.minutes)}`;
    case 'overdue':
      return `Overdue ${durationText(status.minutes)}`;
    case 'in time':
      return 'In time';
    case 'late':
      return status.minutes === null ? 'Late' : `Late by ${durationText(status.minutes)}`;
  }
}

/** How a test or specimen stands to its due time; the time itself on hover. */
export function Due({
  status,
  dueAt,
  timeZone,
}: {
  status: DueStatus;
  dueAt: string | null;
  timeZone: string;
}) {
  const title = dueAt === null ? undefined : `Due ${exactLabTime(dueAt, timeZone)}`;
  const late = status.kind === 'overdue' || status.kind === 'late';
  return (
    <span title={title} className="whitespace-nowrap">
      {late ? (
        <Badge tone="danger" icon={<AlarmClock aria-hidden="true" />}>
          {words(status)}
        </Badge>
      ) : (
        <span className={status.kind === 'left' ? 'text-ink' : 'text-muted'}>{words(status)}</span>
      )}
    </span>
  );
}
