import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AcknowledgeForm } from '@/components/alerts/acknowledge-form';
import { alertsHref } from '@/components/alerts/addresses';
import { PastAlertList } from '@/components/alerts/past-alert-list';
import { Follow } from '@/components/live/follow';
import { Alert as Notice } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ServerClock } from '@/components/worklist/server-clock';
import { alertsQueryOf } from '@/lib/alerts/alerts/contract';
import { listAlerts } from '@/lib/alerts/alerts/list-alerts';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { isId } from '@/lib/platform/ids';
import { acknowledgeAlertsAction } from '../actions';

export const metadata: Metadata = { title: 'Acknowledge alerts' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const AT_MOST = 500;

/** Where the button of a card about several alerts leads. Looking at it acknowledges nothing. */
export default async function AcknowledgeToldPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const [notification] = readPageAddress(['notification'], await searchParams).notification;
  if (notification === undefined || !isId(notification)) notFound();
  const query = alertsQueryOf({ notification, status: 'all', limit: AT_MOST });
  const { data: alerts, next_cursor: more } = await listAlerts(ctx, query);
  if (alerts.length === 0) notFound();
  const firing = alerts.filter(({ status }) => status === 'firing').length;
  const told = alertsHref(slug, { notification });
  const count = `${alerts.length.toLocaleString('en')}${more ? '+' : ''}`;
  return (
    <ServerClock drawn={ctx.now.toISOString()}>
      <div className="max-w-5xl space-y-5">
        <Follow kinds={['alert']} />
        <PageHeader
          crumbs={[{ label: 'Alerts', href: alertsHref(slug) }]}
          title="Acknowledge"
          description={`One notification told of ${count} ${alerts.length === 1 ? 'alert' : 'alerts'}: ${firing.toLocaleString('en')} of them ${firing === 1 ? 'fires' : 'fire'} and nobody has acknowledged ${firing === 1 ? 'it' : 'them'}.`}
        />
        {firing === 0 ? (
          <Notice
            tone="positive"
            title="Nothing is left to acknowledge"
            actions={<LinkButton href={told}>See these alerts</LinkButton>}
          >
            Somebody has acknowledged them already, or they are over.
          </Notice>
        ) : actorMay(ctx.actor, 'alerts.acknowledge') ? (
          <Card>
            <AcknowledgeForm
              labSlug={slug}
              given={{ notification }}
              label={
                firing === 1 ? 'Acknowledge it' : `Acknowledge all ${firing.toLocaleString('en')}`
              }
              acknowledge={acknowledgeAlertsAction}
              doneHref={told}
            />
          </Card>
        ) : (
          <Notice
            tone="info"
            title="Acknowledging takes a supervisor"
            actions={<LinkButton href={told}>See these alerts</LinkButton>}
          />
        )}
        <Card flush title="What it told of, as it stands now">
          <PastAlertList
            label="What it told of"
            alerts={alerts}
            labSlug={slug}
            timeZone={timeZone}
          />
        </Card>
      </div>
    </ServerClock>
  );
}
