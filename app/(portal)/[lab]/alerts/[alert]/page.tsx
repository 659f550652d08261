import type { Metadata } from 'next';
import { AcknowledgeButton } from '@/components/alerts/acknowledge-button';
import { AlertFacts } from '@/components/alerts/alert-facts';
import { AlertHistory } from '@/components/alerts/alert-history';
import { isAcknowledgeable } from '@/components/alerts/alert-list';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { alertName } from '@/components/alerts/alert-words';
import { alertsHref } from '@/components/alerts/addresses';
import { NoteForm } from '@/components/alerts/note-form';
import { OnlyHandlingEnds } from '@/components/alerts/only-handling-ends';
import { SilenceFromHere } from '@/components/alerts/silence-from-here';
import { WaitingCard } from '@/components/alerts/waiting-card';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { ServerClock } from '@/components/worklist/server-clock';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { actorMay } from '@/lib/platform/access/permissions';
import { acknowledgeAlertsAction, noteAlertAction } from '../actions';
import { createSilenceAction, silenceReachAction } from '../silences/actions';
import { loadAlert } from './load-alert';

type Props = { params: Promise<{ lab: string; alert: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lab, alert: id } = await params;
  const { alert } = await loadAlert(lab, id);
  return { title: alertName(alert) };
}

export default async function AlertPage({ params }: Props) {
  const { lab: slug, alert: id } = await params;
  const { ctx, alert } = await loadAlert(slug, id);
  const { timeZone } = ctx.lab;
  const look = { labSlug: slug, timeZone };
  const name = alertName(alert);
  const past = alert.resolved !== null;
  const mayAcknowledge = actorMay(ctx.actor, 'alerts.acknowledge') && isAcknowledgeable(alert);
  return (
    <ServerClock drawn={ctx.now.toISOString()}>
      <div className="space-y-5">
        <Follow kinds={['alert']} />
        <PageHeader
          crumbs={[{ label: 'Alerts', href: alertsHref(slug, past ? { status: 'resolved' } : {}) }]}
          title={name}
          description={KIND_FACTS[alert.rule.kind].description}
          actions={
            <>
              {actorMay(ctx.actor, 'silence') && !past ? (
                <SilenceFromHere
                  {...look}
                  choices={alert.may_silence_by}
                  create={createSilenceAction}
                  reach={silenceReachAction}
                />
              ) : null}
              {mayAcknowledge ? (
                <AcknowledgeButton
                  labSlug={slug}
                  alerts={[{ id: alert.id, name }]}
                  acknowledge={acknowledgeAlertsAction}
                  main
                />
              ) : null}
            </>
          }
        />
        <AlertTabs labSlug={slug} current={past ? 'past' : 'now'} />
        <OnlyHandlingEnds alert={alert} labSlug={slug} />
        <AlertFacts alert={alert} {...look} />
        <div className="grid items-start gap-5 xl:grid-cols-2">
          {alert.waiting === null ? null : (
            <WaitingCard {...look} alertId={alert.id} waiting={alert.waiting} />
          )}
          <Card title="History">
            <div className="space-y-5">
              {actorMay(ctx.actor, 'notes.write') ? (
                <NoteForm labSlug={slug} alertId={alert.id} leave={noteAlertAction} />
              ) : null}
              <AlertHistory events={alert.events} {...look} />
            </div>
          </Card>
        </div>
      </div>
    </ServerClock>
  );
}
