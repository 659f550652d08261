import { Fragment, type ReactNode } from 'react';
import { SelectAllBox, SelectBox } from '@/components/bench/select-box';
import { CompactList, SelectAllRow } from '@/components/specimens/compact-list';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { STANDINGS, standingOf, type Standing } from '@/lib/alerts/alerts/standing';
import type { WaitingAtDevice } from '@/lib/alerts/channels/notice';
import { AcknowledgeButton } from './acknowledge-button';
import type { AcknowledgeAction } from './acknowledge-dialog';
import { alertHref, alertsHref } from './addresses';
import { HeldBadges } from './alert-badges';
import { alertName, STANDING_WORDS } from './alert-words';
import { HowBadNow } from './how-bad-now';
import { SeverityBadge } from './severity-badge';
import { Since } from './since';
import { waitingText } from './waiting-text';

type Look = {
  labSlug: string;
  timeZone: string;
  /** By the device: what waits at those whose alerts fire. */
  waiting: ReadonlyMap<string, WaitingAtDevice>;
  /** Null for whoever may not. */
  acknowledge: AcknowledgeAction | null;
};

const COLUMNS = 6;

/** Open alerts as they stand: what wants somebody first. A table, on phones lists. */
export function AlertList({ alerts, ...look }: Look & { alerts: readonly Alert[] }) {
  const groups = STANDINGS.map((standing) => ({
    standing,
    members: alerts.filter((alert) => standingOf(alert) === standing),
  })).filter(({ members }) => members.length > 0);
  const selectable = look.acknowledge !== null && alerts.some(isAcknowledgeable);
  const columns = COLUMNS + (selectable ? 1 : 0);
  return (
    <>
      <div className="hidden md:block">
        <Table label="Open alerts">
          <TableHead>
            <Tr>
              {selectable ? (
                <Th className="w-9">
                  <SelectAllBox />
                </Th>
              ) : null}
              <Th>Severity</Th>
              <Th>Alert</Th>
              <Th>How bad</Th>
              <Th>Where</Th>
              <Th>Since</Th>
              <Th numeric>Acknowledged</Th>
            </Tr>
          </TableHead>
          {groups.map(({ standing, members }) => (
            <TableBody key={standing}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={columns}
                  className="border-b bg-sunken px-4 py-1.5 text-left text-xs font-normal text-muted"
                >
                  <GroupName standing={standing} />
                </th>
              </tr>
              {members.map((alert) => (
                <Row key={alert.id} alert={alert} selectable={selectable} {...look} />
              ))}
            </TableBody>
          ))}
        </Table>
      </div>
      {selectable ? <SelectAllRow /> : null}
      {groups.map(({ standing, members }) => (
        <Fragment key={standing}>
          <p
            aria-hidden="true"
            className="border-b bg-sunken px-3 py-1.5 text-xs text-muted md:hidden"
          >
            <GroupName standing={standing} />
          </p>
          <CompactList label={STANDING_WORDS[standing].label}>
            {members.map((alert) => (
              <Compact key={alert.id} alert={alert} selectable={selectable} {...look} />
            ))}
          </CompactList>
        </Fragment>
      ))}
    </>
  );
}

/** Whether an alert fires and nobody has taken it on. */
export function isAcknowledgeable({ status }: Alert): boolean {
  return status === 'firing';
}

function GroupName({ standing }: { standing: Standing }) {
  const { label, hint } = STANDING_WORDS[standing];
  return (
    <>
      <span className="font-semibold text-ink">{label}</span> · {hint}
    </>
  );
}

function Box({ alert, selectable }: { alert: Alert; selectable: boolean }): ReactNode {
  if (!selectable || !isAcknowledgeable(alert)) return null;
  return <SelectBox rowKey={alert.id} label={alertName(alert)} />;
}

function Row({ alert, selectable, ...look }: Look & { alert: Alert; selectable: boolean }) {
  const { labSlug, timeZone } = look;
  return (
    <Tr>
      {selectable ? (
        <Td className="w-9">
          <Box alert={alert} selectable />
        </Td>
      ) : null}
      <Td>
        <SeverityBadge severity={alert.severity} />
      </Td>
      <Td className="w-full max-w-0 min-w-64 whitespace-normal">
        <RowLink href={alertHref(labSlug, alert.id)} className="wrap-anywhere">
          {alertName(alert)}
        </RowLink>
        <Below alert={alert} {...look} />
      </Td>
      <Td>
        <HowBadNow alert={alert} />
      </Td>
      <Td className="max-w-64 truncate" title={whereOf(alert)} muted>
        {whereOf(alert)}
      </Td>
      <Td muted>
        <Since time={alert.started_at} timeZone={timeZone} />
      </Td>
      <Td numeric className="max-w-44 truncate" title={alert.acknowledged?.by}>
        {alert.acknowledged === null ? (
          <Act alert={alert} {...look} />
        ) : (
          `by ${alert.acknowledged.by}`
        )}
      </Td>
    </Tr>
  );
}

/** What stands under the name of an alert: its rule, what holds it back, what waits behind it. */
function Below({ alert, labSlug, timeZone, waiting }: Look & { alert: Alert }) {
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
      <span className="wrap-anywhere">{alert.rule.name}</span>
      {(alert.labels.priority ?? 'routine').toLowerCase() === 'routine' ? null : (
        <PriorityBadge priority={alert.labels.priority ?? ''} className="text-xs" />
      )}
      <HeldBadges alert={alert} timeZone={timeZone} />
      <Waiting alert={alert} labSlug={labSlug} waiting={waiting} />
    </p>
  );
}

function Waiting({
  alert,
  labSlug,
  waiting,
}: Pick<Look, 'labSlug' | 'waiting'> & { alert: Alert }) {
  const there = waiting.get(alert.subject.id);
  return (
    <>
      {there === undefined ? null : (
        <span className={there.tests > 0 ? 'font-medium text-ink' : undefined}>
          {waitingText(there)}
        </span>
      )}
      {alert.absorbs === 0 ? null : (
        <TextLink
          href={alertsHref(labSlug, { inhibited_by: alert.id })}
          className="relative z-1 inline-flex min-h-6 items-center max-md:-my-2 max-md:min-h-11"
        >
          {alert.absorbs.toLocaleString('en')} {alert.absorbs === 1 ? 'alert' : 'alerts'} told with
          it
        </TextLink>
      )}
    </>
  );
}

function whereOf({ labels: { department, location, device }, subject }: Alert): string {
  return [department, location, subject.kind === 'device' ? undefined : device]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function Act({ alert, labSlug, acknowledge }: Look & { alert: Alert }) {
  if (acknowledge === null || !isAcknowledgeable(alert)) return null;
  return (
    <AcknowledgeButton
      labSlug={labSlug}
      alerts={[{ id: alert.id, name: alertName(alert) }]}
      acknowledge={acknowledge}
    />
  );
}

function Compact({ alert, selectable, ...look }: Look & { alert: Alert; selectable: boolean }) {
  const { labSlug, timeZone } = look;
  const where = whereOf(alert);
  return (
    <li className="group relative space-y-1.5 px-3 py-3">
      <div className="flex items-start justify-between gap-3">
        <span className="flex min-w-0 items-start gap-2.5">
          <Box alert={alert} selectable={selectable} />
          <RowLink href={alertHref(labSlug, alert.id)} className="text-sm wrap-anywhere">
            {alertName(alert)}
          </RowLink>
        </span>
        <SeverityBadge severity={alert.severity} />
      </div>
      <Below alert={alert} {...look} />
      <div className="flex items-end justify-between gap-3">
        <p className="flex min-w-0 flex-wrap gap-x-3 text-dense">
          <HowBadNow alert={alert} />
          <span className="text-muted">
            since <Since time={alert.started_at} timeZone={timeZone} />
          </span>
          {where === '' ? null : <span className="text-muted">{where}</span>}
          {alert.acknowledged === null ? null : (
            <span className="text-muted">
              acknowledged by {alert.acknowledged.by},{' '}
              <LabTime time={alert.acknowledged.at} timeZone={timeZone} shape="clock" />
            </span>
          )}
        </p>
        <Act alert={alert} {...look} />
      </div>
    </li>
  );
}
