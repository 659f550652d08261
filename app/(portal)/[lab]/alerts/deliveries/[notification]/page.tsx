import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { alertsHref, channelsHref, deliveriesHref, ruleHref } from '@/components/alerts/addresses';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { AttemptLog } from '@/components/alerts/deliveries/attempt-log';
import { DeliveryStatus } from '@/components/alerts/deliveries/delivery-status';
import { REASON_HINTS, REASON_LABELS } from '@/components/alerts/deliveries/delivery-words';
import { DismissOne, ReplayOne } from '@/components/alerts/deliveries/settle-one';
import { PayloadView } from '@/components/alerts/payload-view';
import { SeverityBadge } from '@/components/alerts/severity-badge';
import { Follow } from '@/components/live/follow';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import type { NotificationInFull } from '@/lib/alerts/delivery/contract';
import { readNotification } from '@/lib/alerts/delivery/list-notifications';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { dismissOneAction, replayOneAction } from '../actions';

export const metadata: Metadata = { title: 'Delivery' };

type Props = { params: Promise<{ lab: string; notification: string }> };

async function load(ctx: PageCtx, id: string): Promise<NotificationInFull> {
  try {
    return await readNotification(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function DeliveryPage({ params }: Props) {
  const { lab: labSlug, notification: id } = await params;
  const ctx = await pageCtx(labSlug);
  const { slug, timeZone } = ctx.lab;
  const notification = await load(ctx, id);
  const { status, channel, dismissed_at: dismissedAt } = notification;
  const mayReplay = actorMay(ctx.actor, 'replay');
  return (
    <div className="space-y-5">
      <Follow kinds={['alert']} />
      <PageHeader
        crumbs={[{ label: 'Deliveries', href: deliveriesHref(slug) }]}
        title={notification.summary}
        description={`${REASON_HINTS[notification.reason]} To ${channel.name}${channel.removed ? ', a channel that was removed' : ''}.`}
        actions={
          mayReplay && status !== 'queued' && !channel.removed ? (
            <>
              {status === 'dead' && dismissedAt === null ? (
                <DismissOne labSlug={slug} id={notification.id} run={dismissOneAction} />
              ) : null}
              <ReplayOne
                labSlug={slug}
                id={notification.id}
                again={status === 'sent'}
                run={replayOneAction}
              />
            </>
          ) : null
        }
      />
      <AlertTabs labSlug={slug} current="deliveries" />
      {status === 'dead' && dismissedAt === null ? (
        <Alert tone="danger" title="It was given up and did not arrive">
          {notification.failure_text}{' '}
          {mayReplay
            ? 'Once the cause is mended, replay it; or dismiss it if it no longer matters.'
            : 'A supervisor can replay it.'}
        </Alert>
      ) : null}
      <Card>
        <DescriptionList columns={3} items={factsOf(notification, slug, timeZone)} />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
        <Card
          title="What is posted"
          description={
            channel.kind === 'teams'
              ? 'As Teams shows it, and byte for byte.'
              : 'The JSON, as it was made.'
          }
        >
          <PayloadView payload={notification.payload} label={notification.summary} />
        </Card>
        <AttemptLog notification={notification} timeZone={timeZone} />
      </div>
    </div>
  );
}

function factsOf(notification: NotificationInFull, slug: string, timeZone: string) {
  const { rule, channel, alert_count: alerts, next_attempt_at: next } = notification;
  const when = (time: string | null) =>
    time === null ? null : <LabTime time={time} timeZone={timeZone} />;
  return [
    { label: 'Status', value: <DeliveryStatus {...notification} /> },
    { label: 'Severity', value: <SeverityBadge severity={notification.severity} /> },
    { label: 'Why', value: REASON_LABELS[notification.reason] },
    {
      label: 'Rule',
      value: rule === null ? null : <TextLink href={ruleHref(slug, rule.id)}>{rule.name}</TextLink>,
    },
    {
      label: 'Channel',
      value: <TextLink href={channelsHref(slug)}>{channel.name}</TextLink>,
    },
    {
      label: 'Tells of',
      value:
        alerts === 0 ? null : (
          <TextLink href={alertsHref(slug, { notification: notification.id, status: 'all' })}>
            {alerts.toLocaleString('en')} alert{alerts === 1 ? '' : 's'}
          </TextLink>
        ),
    },
    { label: 'Decided', value: when(notification.created_at) },
    next === null
      ? {
          label: notification.status === 'sent' ? 'Accepted' : 'Given up',
          value: when(notification.settled_at),
        }
      : { label: 'Next attempt', value: when(next) },
    notification.dismissed_at === null
      ? { label: 'Attempts', value: notification.attempts.toLocaleString('en') }
      : {
          label: 'Dismissed',
          value: (
            <>
              by {notification.dismissed_by ?? 'somebody'},{' '}
              <LabTime time={notification.dismissed_at} timeZone={timeZone} />
            </>
          ),
        },
  ];
}
