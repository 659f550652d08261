import { DateRange } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { LinkTabs } from '@/components/ui/link-tabs';
import { NOTIFICATION_REASONS } from '@/lib/alerts/delivery/contract';
import {
  DELIVERY_FILTERS,
  DELIVERY_VIEWS,
  deliveryViewOf,
  type DeliveriesAddress,
  type DeliveryFilter,
  type DeliveryView,
} from '@/lib/alerts/delivery/deliveries-address';
import { SEVERITIES } from '@/lib/alerts/finding';
import { filterChips, pageHref } from '@/lib/platform/http/page-address';
import { severityLabel } from '../severity-badge';
import { REASON_LABELS } from './delivery-words';

type Choice = { value: string; label: string };

const LABELS: Record<DeliveryFilter, string> = {
  status: 'Status',
  dismissed: 'Dismissed',
  channel: 'Channel',
  rule: 'Rule',
  alert: 'Alert',
  reason: 'Why',
  severity: 'Severity',
  from: 'From',
  to: 'To',
};

/** Which deliveries, by what became of them. */
export function DeliveryTabs({
  path,
  address,
  counts,
}: {
  path: string;
  address: DeliveriesAddress;
  counts: Partial<Record<DeliveryView, number>>;
}) {
  const current = deliveryViewOf(address);
  return (
    <LinkTabs
      label="Which deliveries"
      tabs={DELIVERY_VIEWS.map(({ view, label, status, dismissed }) => ({
        href: pageHref(path, address, { status, dismissed }),
        label,
        current: view === current,
        count: counts[view],
      }))}
    />
  );
}

const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, label: severityLabel(value) }));
const REASON_OPTIONS = NOTIFICATION_REASONS.map((value) => ({
  value,
  label: REASON_LABELS[value],
}));

const named = (options: readonly Choice[], text: string) =>
  options.find(({ value }) => value === text)?.label ?? text;

/** The filters of the delivery log; what became of them stands in the tabs above. */
export function DeliveryFilters({
  path,
  address,
  channels,
  rules,
}: {
  path: string;
  address: DeliveriesAddress;
  channels: readonly Choice[];
  rules: readonly Choice[];
}) {
  const value = (name: DeliveryFilter) => address[name][0] ?? '';
  const [status, dismissed, alert] = [value('status'), value('dismissed'), value('alert')];
  const filters = DELIVERY_FILTERS.filter((name) => name !== 'status' && name !== 'dismissed');
  const wordsOf: Partial<Record<DeliveryFilter, (text: string) => string>> = {
    rule: (text) => named(rules, text),
    channel: (text) => named(channels, text),
    // An id says nothing to people.
    alert: () => 'one of them',
    reason: (text) => named(REASON_OPTIONS, text),
    severity: (text) => named(SEVERITY_OPTIONS, text),
  };
  const select = (name: DeliveryFilter, options: readonly Choice[]) => (
    <Field
      label={LABELS[name]}
      name={name}
      key={`${name} ${value(name)}`}
      className="min-w-0 md:max-w-44"
    >
      <Select placeholder="Any" options={options} defaultValue={value(name)} />
    </Field>
  );
  return (
    <FilterBar
      action={path}
      hidden={{
        ...(status === '' ? {} : { status }),
        ...(dismissed === '' ? {} : { dismissed }),
        ...(alert === '' ? {} : { alert }),
      }}
      active={filterChips(path, address, filters, (name) => ({
        label: LABELS[name],
        value: wordsOf[name] ?? ((text) => text),
      }))}
      resetHref={pageHref(path, address, Object.fromEntries(filters.map((name) => [name, null])))}
    >
      {select('channel', channels)}
      {select('rule', rules)}
      {select('reason', REASON_OPTIONS)}
      {select('severity', SEVERITY_OPTIONS)}
      <DateRange legend="Decided" from={value('from')} to={value('to')} />
    </FilterBar>
  );
}
