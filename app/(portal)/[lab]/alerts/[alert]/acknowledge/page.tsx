import type { Metadata } from 'next';
import { AcknowledgeForm } from '@/components/alerts/acknowledge-form';
import { AlertFacts } from '@/components/alerts/alert-facts';
import { isAcknowledgeable } from '@/components/alerts/alert-list';
import { alertHref, alertsHref } from '@/components/alerts/addresses';
import { OnlyHandlingEnds } from '@/components/alerts/only-handling-ends';
import { WhyNotAcknowledge } from '@/components/alerts/why-not-acknowledge';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { ServerClock } from '@/components/worklist/server-clock';
import { actorMay } from '@/lib/platform/access/permissions';
import { acknowledgeAlertsAction } from '../../actions';
import { loadAlert } from '../load-alert';

export const metadata: Metadata = { title: 'Acknowledge an alert' };

type Props = { params: Promise<{ lab: string; alert: string }> };

/** Where the button of a card leads. Looking at it acknowledges nothing. */
export default async function AcknowledgePage({ params }: Props) {
  const { lab: slug, alert: id } = await params;
  const { ctx, alert } = await loadAlert(slug, id);
  const { timeZone } = ctx.lab;
  const may = actorMay(ctx.actor, 'alerts.acknowledge') && isAcknowledgeable(alert);
  return (
    <ServerClock drawn={ctx.now.toISOString()}>
      <div className="max-w-3xl space-y-5">
        <Follow kinds={['alert']} />
        <PageHeader
          crumbs={[{ label: 'Alerts', href: alertsHref(slug) }]}
          title="Acknowledge"
          description={alert.summary}
        />
        <OnlyHandlingEnds alert={alert} labSlug={slug} />
        {may ? (
          <Card>
            <AcknowledgeForm
              labSlug={slug}
              given={{ ids: [alert.id] }}
              label="Acknowledge"
              acknowledge={acknowledgeAlertsAction}
              doneHref={alertHref(slug, alert.id)}
            />
          </Card>
        ) : (
          <WhyNotAcknowledge alert={alert} labSlug={slug} timeZone={timeZone} />
        )}
        <AlertFacts alert={alert} labSlug={slug} timeZone={timeZone} />
      </div>
    </ServerClock>
  );
}
