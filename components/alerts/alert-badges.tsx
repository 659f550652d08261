import { BellOff, Moon } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { exactLabTime, labTimeText } from '@/components/ui/lab-time';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { STATUS_WORDS } from './alert-words';

export function StatusBadge({ status }: { status: Alert['status'] }) {
  const { label, tone } = STATUS_WORDS[status];
  return <Badge tone={tone}>{label}</Badge>;
}

/** What holds an alert back, if anything does: a silence, or the alert of its device. */
export function HeldBadges({ alert, timeZone }: { alert: Alert; timeZone: string }) {
  const { silenced_until: until, inhibited_by: by } = alert;
  return (
    <>
      {until === null ? null : (
        <span title={`Silenced until ${exactLabTime(until, timeZone)}`}>
          <Badge icon={<BellOff aria-hidden="true" />}>
            Silenced until {labTimeText(until, timeZone)}
          </Badge>
        </span>
      )}
      {by === null ? null : (
        <span title={by.summary}>
          <Badge icon={<Moon aria-hidden="true" />}>Told with its device</Badge>
        </span>
      )}
    </>
  );
}
