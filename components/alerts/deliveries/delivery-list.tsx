import type { ReactNode } from 'react';
import { SelectAllBox, SelectBox } from '@/components/bench/select-box';
import { CompactList, SelectAllRow } from '@/components/specimens/compact-list';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Notification } from '@/lib/alerts/delivery/contract';
import { deliveryHref } from '../addresses';
import { SeverityBadge } from '../severity-badge';
import { DeliveryStatus } from './delivery-status';
import { lastWord, REASON_LABELS } from './delivery-words';

/** Whether a notification waits for somebody to replay it or to say that they saw it. */
export function isUnsettled({ status, dismissed_at }: Notification): boolean {
  return status === 'dead' && dismissed_at === null;
}

type Look = { labSlug: string; timeZone: string; selectable: boolean };

/** Notifications of the log, a row each: a table, on phones a list. */
export function DeliveryList({
  notifications,
  ...look
}: Look & { notifications: readonly Notification[] }) {
  return (
    <>
      <div className="hidden md:block">
        <Table label="Deliveries">
          <TableHead>
            <Tr>
              {look.selectable ? (
                <Th className="w-9">
                  <SelectAllBox />
                </Th>
              ) : null}
              <Th>Decided</Th>
              <Th>What</Th>
              <Th>Severity</Th>
              <Th>Why</Th>
              <Th>Channel</Th>
              <Th>Status</Th>
              <Th numeric>Attempts</Th>
              <Th>Last attempt</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {notifications.map((notification) => (
              <Row key={notification.id} notification={notification} {...look} />
            ))}
          </TableBody>
        </Table>
      </div>
      {look.selectable ? <SelectAllRow /> : null}
      <CompactList label="Deliveries">
        {notifications.map((notification) => (
          <Compact key={notification.id} notification={notification} {...look} />
        ))}
      </CompactList>
    </>
  );
}

function Box({ notification }: { notification: Notification }): ReactNode {
  if (!isUnsettled(notification)) return null;
  const { id, summary, channel } = notification;
  return <SelectBox rowKey={id} label={`${summary} to ${channel.name}`} />;
}

/** When it is tried next, or what came of it. */
function Outcome({
  notification,
  timeZone,
}: {
  notification: Notification;
  timeZone: string;
}): ReactNode {
  const { status, next_attempt_at: next, attempts } = notification;
  if (status === 'queued' && attempts > 0 && next !== null) {
    return (
      <>
        {lastWord(notification)} Again at <LabTime time={next} timeZone={timeZone} shape="clock" />.
      </>
    );
  }
  return lastWord(notification);
}

function Row({
  notification,
  labSlug,
  timeZone,
  selectable,
}: Look & { notification: Notification }) {
  const { id, summary, rule, channel, severity, reason, attempts } = notification;
  return (
    <Tr>
      {selectable ? (
        <Td className="w-9">
          <Box notification={notification} />
        </Td>
      ) : null}
      <Td muted>
        <LabTime time={notification.created_at} timeZone={timeZone} />
      </Td>
      <Td className="w-1/2 max-w-0 min-w-52 truncate" title={summary}>
        <RowLink href={deliveryHref(labSlug, id)}>{summary}</RowLink>
        <span className="block truncate text-xs text-muted">{rule?.name ?? 'Test message'}</span>
      </Td>
      <Td>
        <SeverityBadge severity={severity} />
      </Td>
      <Td>{REASON_LABELS[reason]}</Td>
      <Td className="max-w-40 truncate" title={channel.name}>
        {channel.name}
      </Td>
      <Td>
        <DeliveryStatus {...notification} />
      </Td>
      <Td numeric>{attempts.toLocaleString('en')}</Td>
      <Td className="w-1/2 max-w-0 min-w-40 truncate" title={lastWord(notification)}>
        <Outcome notification={notification} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}

function Compact({
  notification,
  labSlug,
  timeZone,
  selectable,
}: Look & { notification: Notification }) {
  const { id, summary, rule, channel, severity, reason } = notification;
  return (
    <li className="group relative space-y-1 px-3 py-2.5">
      <div className="flex items-start justify-between gap-3">
        <span className="flex min-w-0 items-start gap-2.5">
          {selectable ? <Box notification={notification} /> : null}
          <RowLink href={deliveryHref(labSlug, id)} className="text-sm wrap-anywhere">
            {summary}
          </RowLink>
        </span>
        <DeliveryStatus {...notification} />
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dense">
        <SeverityBadge severity={severity} />
        <span>{REASON_LABELS[reason]}</span>
        <span className="min-w-0 wrap-anywhere text-ink-soft">{channel.name}</span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <LabTime time={notification.created_at} timeZone={timeZone} />
        <span className="wrap-anywhere">{rule?.name ?? 'Test message'}</span>
        <span>
          <Outcome notification={notification} timeZone={timeZone} />
        </span>
      </p>
    </li>
  );
}
