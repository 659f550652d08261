import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { RunAnswer } from '@/lib/alerts/alerts/contract';
import { labTimeText } from '@/components/ui/lab-time';
import { PayloadView } from '../payload-view';

const ALERTS_SHOWN = 5;
const CARDS_SHOWN = 5;

const counted = (count: number, one: string) =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** What a rule finds at this moment, and the exact cards that it would send of it. */
export function DryRunResult({ answer, timeZone }: { answer: RunAnswer; timeZone: string }) {
  const { alerts, alerts_total: total, notifications, failures } = answer;
  const pending = alerts.filter(({ status }) => status === 'pending').length;
  const held = alerts.filter(
    (alert) => alert.silenced_until !== null || alert.inhibited_by !== null,
  ).length;
  return (
    <Card
      title={total === 0 ? 'Now it finds nothing' : `Now it finds ${counted(total, 'alert')}`}
      description={`By the lab as it stood on ${labTimeText(answer.at, timeZone)}.`}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {failures.map(({ rule, reason }) => (
          <Alert key={rule} tone="danger" title="It could not be evaluated">
            {reason}
          </Alert>
        ))}
        {alerts.length === 0 ? null : (
          <ul className="divide-y rounded-md border text-dense">
            {alerts.slice(0, ALERTS_SHOWN).map(({ id, summary, status }) => (
              <li key={id} className="flex items-baseline justify-between gap-3 px-3 py-1.5">
                <span className="min-w-0 wrap-anywhere">{summary}</span>
                {status === 'pending' ? <Badge>Pending</Badge> : null}
              </li>
            ))}
            {total > ALERTS_SHOWN ? (
              <li className="px-3 py-1.5 text-muted">
                and {(total - ALERTS_SHOWN).toLocaleString('en')} more
              </li>
            ) : null}
          </ul>
        )}
        {pending > 0 || held > 0 ? (
          <p className="text-dense text-muted">
            {pending > 0
              ? `${counted(pending, 'alert')} would first wait to have held long enough. `
              : ''}
            {held > 0
              ? `${counted(held, 'alert')} would be held back by a silence or by a device that is down.`
              : ''}
          </p>
        ) : null}
        {notifications.length === 0 ? (
          <p className="text-sm">
            {total === 0
              ? 'Nothing would be sent.'
              : 'No card would be sent now: no channel is ticked, or all of it waits or is held back.'}
          </p>
        ) : (
          <p className="text-sm">
            {counted(notifications.length, 'card')} would be sent if nobody had been told yet:
          </p>
        )}
        {notifications.slice(0, CARDS_SHOWN).map((notification, index) => (
          <article key={index} className="grid grid-cols-[minmax(0,1fr)] gap-2">
            <h3 className="flex flex-wrap items-center gap-2 text-dense font-medium">
              To {notification.channel}
              {notification.held === 'hours' ? (
                <Badge tone="warning">Held until its hours</Badge>
              ) : null}
            </h3>
            <PayloadView
              payload={notification.payload}
              label={`${notification.summary}, to ${notification.channel}`}
            />
          </article>
        ))}
        {notifications.length > CARDS_SHOWN ? (
          <p className="text-dense text-muted">
            and {counted(notifications.length - CARDS_SHOWN, 'card')} more.
          </p>
        ) : null}
      </div>
    </Card>
  );
}
