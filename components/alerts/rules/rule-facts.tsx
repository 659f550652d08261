import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import type { AlertRule } from '@/lib/alerts/rules/contract';
import { durationText } from '@/lib/alerts/rules/duration-text';
import { SeverityBadge } from '../severity-badge';
import { conditionText, WAIT_LABELS } from './rule-words';

const named = (names: readonly string[] | undefined): ReactNode =>
  names === undefined || names.length === 0 ? 'all' : names.join(', ');

/** A rule for whoever may not change it. */
export function RuleFacts({ rule }: { rule: AlertRule }) {
  const { kind, filters } = rule;
  const { label, description, filters: known } = KIND_FACTS[kind];
  const narrowed = known.map((name) => ({
    label: name.charAt(0).toUpperCase() + name.slice(1),
    value: named(filters[name]),
  }));
  return (
    <Card title={label} description={description}>
      <DescriptionList
        columns={2}
        items={[
          { label: 'Fires at', value: conditionText(rule) },
          { label: 'Severity', value: <SeverityBadge severity={rule.severity} /> },
          ...narrowed,
          {
            label: 'Told in',
            value:
              rule.channels.length === 0
                ? 'the portal alone'
                : rule.channels.map(({ name }) => name).join(', '),
          },
          {
            label: 'A card for each',
            value: rule.group_by.length === 0 ? 'one for all' : rule.group_by.join(', '),
          },
          { label: WAIT_LABELS.group_wait_seconds, value: durationText(rule.group_wait_seconds) },
          {
            label: WAIT_LABELS.group_interval_seconds,
            value: durationText(rule.group_interval_seconds),
          },
          { label: WAIT_LABELS.repeat_seconds, value: durationText(rule.repeat_seconds) },
          { label: 'Tells that it is over', value: rule.send_resolved ? 'yes' : 'no' },
        ]}
      />
    </Card>
  );
}
