import { CompactList } from '@/components/specimens/compact-list';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { alertHref } from './addresses';
import { StatusBadge } from './alert-badges';
import { alertName, RESOLVED_WORDS } from './alert-words';
import { HowBadNow } from './how-bad-now';
import { SeverityBadge } from './severity-badge';

type Look = { labSlug: string; timeZone: string };

/** Alerts by when they began, the latest first: a table, on phones a list. */
export function PastAlertList({
  label = 'Past alerts',
  alerts,
  ...look
}: Look & { label?: string; alerts: readonly Alert[] }) {
  return (
    <>
      <div className="hidden md:block">
        <Table label={label}>
          <TableHead>
            <Tr>
              <Th>Began</Th>
              <Th>Severity</Th>
              <Th>Alert</Th>
              <Th>How bad</Th>
              <Th numeric>Lasted</Th>
              <Th>Acknowledged by</Th>
              <Th>How it ended</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {alerts.map((alert) => (
              <Row key={alert.id} alert={alert} {...look} />
            ))}
          </TableBody>
        </Table>
      </div>
      <CompactList label={label}>
        {alerts.map((alert) => (
          <Compact key={alert.id} alert={alert} {...look} />
        ))}
      </CompactList>
    </>
  );
}

function lastedText({ started_at: from, resolved }: Alert): string | null {
  if (resolved === null) return null;
  return durationText((Date.parse(resolved.at) - Date.parse(from)) / 60_000);
}

function Ending({ alert }: { alert: Alert }) {
  return alert.resolved === null ? (
    <StatusBadge status={alert.status} />
  ) : (
    <>{RESOLVED_WORDS[alert.resolved.as]}</>
  );
}

function Row({ alert, labSlug, timeZone }: Look & { alert: Alert }) {
  return (
    <Tr>
      <Td muted>
        <LabTime time={alert.started_at} timeZone={timeZone} />
      </Td>
      <Td>
        <SeverityBadge severity={alert.severity} />
      </Td>
      <Td className="w-full max-w-0 min-w-64 whitespace-normal">
        <RowLink href={alertHref(labSlug, alert.id)} className="wrap-anywhere">
          {alertName(alert)}
        </RowLink>
        <p className="mt-0.5 text-xs wrap-anywhere text-muted">{alert.rule.name}</p>
      </Td>
      <Td>
        <HowBadNow alert={alert} />
      </Td>
      <Td numeric>{lastedText(alert)}</Td>
      <Td className="max-w-44 truncate" title={alert.acknowledged?.by}>
        {alert.acknowledged?.by}
      </Td>
      <Td muted={alert.resolved !== null}>
        <Ending alert={alert} />
      </Td>
    </Tr>
  );
}

function Compact({ alert, labSlug, timeZone }: Look & { alert: Alert }) {
  const lasted = lastedText(alert);
  return (
    <li className="group relative space-y-1 px-3 py-2.5">
      <div className="flex items-start justify-between gap-3">
        <RowLink href={alertHref(labSlug, alert.id)} className="text-sm wrap-anywhere">
          {alertName(alert)}
        </RowLink>
        <SeverityBadge severity={alert.severity} />
      </div>
      <p className="text-xs wrap-anywhere text-muted">{alert.rule.name}</p>
      <p className="flex flex-wrap gap-x-3 text-dense">
        <HowBadNow alert={alert} />
        <span className="text-muted">
          <LabTime time={alert.started_at} timeZone={timeZone} />
          {lasted === null ? '' : `, lasted ${lasted}`}
        </span>
        {alert.acknowledged === null ? null : (
          <span className="text-muted">acknowledged by {alert.acknowledged.by}</span>
        )}
        <span className="text-muted">
          <Ending alert={alert} />
        </span>
      </p>
    </li>
  );
}
