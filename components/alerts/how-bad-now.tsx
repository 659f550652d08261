'use client';

import { useTicking } from '@/components/worklist/server-clock';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { howBad } from '@/lib/alerts/channels/how-bad';

/**
 * How bad an alert is by now, going on by itself where it has a due time: “35 min over”. Of one that
 * is over, how bad it was at its end. Stands inside a ServerClock.
 */
export function HowBadNow({
  alert,
}: {
  alert: Pick<Alert, 'due_at' | 'value' | 'threshold' | 'unit' | 'resolved'>;
}) {
  const { due_at: due, value, threshold, unit, resolved } = alert;
  const text = useTicking((now) => {
    const at = new Date(resolved === null ? now : resolved.at);
    const dueAt = due === null ? null : new Date(due);
    return howBad({ value, threshold, unit, dueAt }, at) ?? '';
  });
  const late = due !== null && text.endsWith('over') && resolved === null;
  if (text === '') return <span className="text-muted">–</span>;
  return <span className={late ? 'font-semibold text-danger' : 'font-medium'}>{text}</span>;
}
