import type { Metadata } from 'next';
import type { AcknowledgeAction } from '@/components/alerts/acknowledge-dialog';
import { alertsHref, rulesHref } from '@/components/alerts/addresses';
import { AlertFilters } from '@/components/alerts/alert-filters';
import { AlertList, isAcknowledgeable } from '@/components/alerts/alert-list';
import { AlertSelection } from '@/components/alerts/alert-selection';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { alertName } from '@/components/alerts/alert-words';
import { LastRunNotice } from '@/components/alerts/last-run-notice';
import { PastAlertList } from '@/components/alerts/past-alert-list';
import { RunAlerts } from '@/components/alerts/run-alerts';
import { RefreshEvery } from '@/components/alerts/refresh-every';
import { StandingStrip } from '@/components/alerts/standing-strip';
import { ToldOf } from '@/components/alerts/told-of';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ServerClock } from '@/components/worklist/server-clock';
import {
  ALERT_FILTERS,
  alertsQueryOfAddress,
  changedAlertsHref,
  readAlertsAddress,
  shownStanding,
  type AlertsAddress,
} from '@/lib/alerts/alerts/alerts-address';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { countAlerts } from '@/lib/alerts/alerts/count-alerts';
import { listAlerts } from '@/lib/alerts/alerts/list-alerts';
import { waitingBehind } from '@/lib/alerts/alerts/waiting-behind';
import { readLastRun } from '@/lib/alerts/engine/last-run';
import { listRuleNames } from '@/lib/alerts/rules/rule-names';
import { found } from '@/lib/entry/found';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { acknowledgeAlertsAction, runAlertsAction } from './actions';

export const metadata: Metadata = { title: 'Alerts' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const PAGE_ROWS = 50;

export default async function AlertsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug } = ctx.lab;
  const path = `/${slug}/alerts`;
  const address = readAlertsAddress(await searchParams);
  const [notification] = address.notification;
  const past = notification !== undefined || isPast(address);
  const [answer, counts, options, rules, run] = await Promise.all([
    found(() => listAlerts(ctx, alertsQueryOfAddress(address, ctx.lab.timeZone, PAGE_ROWS))),
    countAlerts(ctx),
    filterOptions(ctx),
    listRuleNames(ctx),
    readLastRun(ctx),
  ]);
  const alerts = answer.ok ? answer.data.data : [];
  const nextCursor = answer.ok ? answer.data.next_cursor : null;
  const [cursor] = address.cursor;
  const standing = past ? null : shownStanding(address);
  const acknowledge = actorMay(ctx.actor, 'alerts.acknowledge') ? acknowledgeAlertsAction : null;
  const many = `${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}`;
  const body = (
    <ListBody
      outcome={answer.ok ? { ok: true, rows: alerts } : answer}
      filtered={standing !== null || ALERT_FILTERS.some((name) => address[name].length > 0)}
      resetHref={alertsHref(slug, isPast(address) ? { status: 'resolved' } : {})}
      none={<None past={past} ctx={ctx} />}
      summary={nextCursor || cursor ? `${alerts.length} on this page` : many}
      previousHref={cursor === undefined ? null : changedAlertsHref(path, address)}
      nextHref={
        nextCursor === null ? null : changedAlertsHref(path, address, { cursor: nextCursor })
      }
    >
      <List ctx={ctx} alerts={alerts} past={past} acknowledge={acknowledge} />
    </ListBody>
  );
  return (
    <ServerClock drawn={ctx.now.toISOString()}>
      <div className="space-y-5">
        <Follow kinds={['alert']} />
        {past ? null : <RefreshEvery seconds={60} />}
        <PageHeader
          title="Alerts"
          description="What the lab’s rules find wrong. They are evaluated every half minute."
          actions={
            actorMay(ctx.actor, 'alerts.run') ? (
              <RunAlerts labSlug={slug} run={runAlertsAction} />
            ) : null
          }
        />
        <LastRunNotice run={run} labSlug={slug} timeZone={ctx.lab.timeZone} />
        <AlertTabs
          labSlug={slug}
          current={isPast(address) ? 'past' : 'now'}
          counts={{ now: counts.firing }}
        />
        {past ? null : (
          <StandingStrip
            counts={counts}
            chosen={standing}
            hrefFor={(show) => changedAlertsHref(path, address, { show })}
          />
        )}
        {notification === undefined ? null : (
          <ToldOf
            labSlug={slug}
            notification={notification}
            may={acknowledge !== null}
            alerts={alerts}
          />
        )}
        <AlertFilters
          path={path}
          address={address}
          options={options}
          rules={new Map(rules.map(({ id, name }) => [id, name]))}
          past={past}
        />
        {acknowledge === null || past ? (
          body
        ) : (
          <AlertSelection
            labSlug={slug}
            acknowledge={acknowledge}
            alerts={alerts
              .filter(isAcknowledgeable)
              .map((alert) => ({ id: alert.id, name: alertName(alert) }))}
          >
            {body}
          </AlertSelection>
        )}
      </div>
    </ServerClock>
  );
}

async function List({
  ctx,
  alerts,
  past,
  acknowledge,
}: {
  ctx: PageCtx;
  alerts: readonly Alert[];
  past: boolean;
  acknowledge: AcknowledgeAction | null;
}) {
  const look = { labSlug: ctx.lab.slug, timeZone: ctx.lab.timeZone };
  if (past) return <PastAlertList alerts={alerts} {...look} />;
  const waiting = await waitingBehind(ctx, alerts);
  return <AlertList alerts={alerts} waiting={waiting} acknowledge={acknowledge} {...look} />;
}

function None({ past, ctx }: { past: boolean; ctx: PageCtx }) {
  const { slug } = ctx.lab;
  if (past) {
    return (
      <EmptyState title="No alert is over yet">
        What fired and is over is kept here, with its history.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No alert is open"
      actions={
        <LinkButton href={rulesHref(slug)}>
          {actorMay(ctx.actor, 'rules.write') ? 'Change the rules' : 'See the rules'}
        </LinkButton>
      }
    >
      What the rules find appears here by itself, the worst first.
    </EmptyState>
  );
}

const isPast = ({ status }: AlertsAddress) => status[0] === 'resolved' || status[0] === 'all';
