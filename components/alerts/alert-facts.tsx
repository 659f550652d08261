import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PriorityBadge } from '@/components/ui/priority-badge';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { LABELS } from '@/lib/alerts/finding';
import { durationText } from '@/lib/specimens/duration-text';
import { alertHref, ruleHref } from './addresses';
import { HeldBadges, StatusBadge } from './alert-badges';
import { alertSubject } from './alert-subject';
import { LABEL_WORDS, RESOLVED_WORDS } from './alert-words';
import { HowBadNow } from './how-bad-now';
import { SeverityBadge } from './severity-badge';
import { Since } from './since';

type Look = { labSlug: string; timeZone: string };

/** What an alert is, since when, how bad, and who has taken it on. */
export function AlertFacts({ alert, labSlug, timeZone }: Look & { alert: Alert }) {
  const { acknowledged, inhibited_by: by, resolved, rule } = alert;
  const time = (value: string | null) => <LabTime time={value} timeZone={timeZone} />;
  const held = alert.silenced_until !== null || by !== null;
  return (
    <Card>
      <DescriptionList
        columns={3}
        items={[
          {
            label: 'Status',
            value: (
              <span className="flex flex-wrap gap-1.5">
                <StatusBadge status={alert.status} />
                <SeverityBadge severity={alert.severity} />
                {held ? <HeldBadges alert={alert} timeZone={timeZone} /> : null}
              </span>
            ),
          },
          { label: 'How bad', value: <HowBadNow alert={alert} /> },
          {
            label: 'Rule',
            value: <TextLink href={ruleHref(labSlug, rule.id)}>{rule.name}</TextLink>,
          },
          {
            label: 'Began',
            value: (
              <>
                {time(alert.started_at)}
                {resolved === null ? (
                  <span className="text-muted">
                    {', '}
                    <Since time={alert.started_at} timeZone={timeZone} />
                  </span>
                ) : null}
              </>
            ),
          },
          { label: 'Fired', value: alert.fired_at === null ? 'Not yet' : time(alert.fired_at) },
          ...(alert.due_at === null ? [] : [{ label: 'Due', value: time(alert.due_at) }]),
          {
            label: 'Acknowledged',
            value:
              acknowledged === null ? null : (
                <>
                  {acknowledged.by}, {time(acknowledged.at)}
                </>
              ),
          },
          ...(by === null
            ? []
            : [
                {
                  label: 'Told with',
                  value: <TextLink href={alertHref(labSlug, by.id)}>{by.summary}</TextLink>,
                },
              ]),
          ...(resolved === null
            ? []
            : [
                {
                  label: 'Over',
                  value: (
                    <>
                      {time(resolved.at)}, after{' '}
                      {durationText(
                        (Date.parse(resolved.at) - Date.parse(alert.started_at)) / 60_000,
                      )}
                      <span className="block text-muted">{RESOLVED_WORDS[resolved.as]}</span>
                    </>
                  ),
                },
              ]),
          ...labelsOf(alert, labSlug),
        ]}
      />
    </Card>
  );
}

function labelsOf(alert: Alert, labSlug: string) {
  const subject = alertSubject(labSlug, alert);
  const named = LABELS.flatMap((label) => {
    const value = alert.labels[label];
    if (value === undefined) return [];
    return [
      {
        label: LABEL_WORDS[label],
        value:
          subject?.label === value ? (
            <TextLink href={subject.href} className="font-mono wrap-anywhere">
              {value}
            </TextLink>
          ) : label === 'priority' ? (
            <PriorityBadge priority={value} />
          ) : (
            value
          ),
      },
    ];
  });
  const byPageAlone = ['import', 'rule_set'].includes(alert.subject.kind);
  return byPageAlone && subject !== null
    ? [
        ...named,
        { label: 'About', value: <TextLink href={subject.href}>{subject.label}</TextLink> },
      ]
    : named;
}
