'use client';

import { AlarmClock, Hourglass } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { exactLabTime } from '@/components/ui/lab-time';
import { countdownText } from '@/lib/worklist/countdown-text';
import type { WorklistRow } from '@/lib/worklist/contract';
import type { Urgency } from '@/lib/worklist/urgency';
import { useTicking } from './server-clock';

type Timed = Pick<WorklistRow, 'due_at' | 'at_risk_from' | 'urgency'>;

/** How a row stands now, which may be worse than when its page was drawn. */
export function useUrgency({ due_at: due, at_risk_from: risk, urgency }: Timed): Urgency {
  return useTicking((now) => {
    if (urgency === 'no_due' || due === null) return 'no_due';
    if (now > Date.parse(due)) return 'overdue';
    return risk !== null && now >= Date.parse(risk) ? 'at_risk' : 'in_time';
  });
}

const LOOKS: Record<Urgency, string> = {
  overdue: 'font-semibold text-danger',
  at_risk: 'font-semibold text-warning',
  in_time: 'text-ink',
  no_due: 'text-muted',
};

/** What is left until a test is due, or how far it is over, going on by itself. */
export function Countdown({
  row,
  timeZone,
  className,
}: {
  row: Timed;
  timeZone: string;
  className?: string;
}) {
  const urgency = useUrgency(row);
  const due = row.due_at;
  const text = useTicking((now) =>
    due === null || row.urgency === 'no_due' ? '' : countdownText(Date.parse(due) - now),
  );
  if (due === null || text === '') {
    return <span className={cn('text-muted', className)}>No deadline</span>;
  }
  const Icon = urgency === 'overdue' ? AlarmClock : urgency === 'at_risk' ? Hourglass : null;
  return (
    <span
      title={`Due ${exactLabTime(due, timeZone)}`}
      className={cn(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        LOOKS[urgency],
        className,
      )}
    >
      {Icon ? <Icon aria-hidden="true" className="size-3.5 shrink-0" /> : null}
      {text}
    </span>
  );
}
