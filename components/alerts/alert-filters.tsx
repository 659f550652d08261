import { DateRange } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';
import {
  ALERT_FILTERS,
  changedAlertsHref,
  type AlertFilter,
  type AlertsAddress,
} from '@/lib/alerts/alerts/alerts-address';
import { SEVERITIES } from '@/lib/alerts/finding';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { KIND_NAMES } from '@/lib/alerts/kinds/params';
import { filterChips } from '@/lib/platform/http/page-address';
import type { FilterOptions } from '@/lib/specimens/lists/filter-options';
import { LABEL_WORDS } from './alert-words';
import { severityLabel } from './severity-badge';

const LABELS: Record<AlertFilter, string> = {
  ...LABEL_WORDS,
  severity: 'Severity',
  kind: 'About',
  rule: 'Rule',
  inhibited_by: 'Told with a device’s alert',
  notification: 'Told of by one notification',
  from: 'From',
  to: 'To',
};

const kinds = KIND_NAMES.map((kind) => ({ value: kind, label: KIND_FACTS[kind].label }));
const severities = SEVERITIES.map((severity) => ({
  value: severity,
  label: severityLabel(severity),
}));

/** Parts of the address that links set and the form has no field for. */
const KEPT = [
  'status',
  'show',
  'rule',
  'assay',
  'location',
  'priority',
  'inhibited_by',
  'notification',
] as const;
const PERIOD = ['from', 'to'] as const;

function wordsOf(name: AlertFilter, rules: ReadonlyMap<string, string>) {
  const among = (options: readonly { value: string; label: string }[]) => (text: string) =>
    options.find(({ value }) => value === text)?.label ?? text;
  if (name === 'kind') return among(kinds);
  if (name === 'severity') return among(severities);
  if (name === 'rule') return (text: string) => rules.get(text) ?? text;
  return (text: string) => text;
}

/** The filters of a list of alerts; a period only of past ones. */
export function AlertFilters({
  path,
  address,
  options,
  rules,
  past,
}: {
  path: string;
  address: AlertsAddress;
  options: FilterOptions;
  /** The rules' names by id. */
  rules: ReadonlyMap<string, string>;
  past: boolean;
}) {
  const value = (name: AlertFilter) => address[name][0] ?? '';
  const active = filterChips(path, address, ALERT_FILTERS, (name) => ({
    label: LABELS[name],
    value: wordsOf(name, rules),
  })).map((chip) =>
    // An id says nothing to anybody.
    chip.label.startsWith('Told ') ? { ...chip, label: chip.label.replace(/: .*$/, '') } : chip,
  );
  const select = (name: AlertFilter, choices: readonly { value: string; label: string }[]) => (
    <Field label={LABELS[name]} name={name} key={`${name} ${value(name)}`} className="md:max-w-44">
      <Select placeholder="Any" options={choices} defaultValue={value(name)} />
    </Field>
  );
  return (
    <FilterBar
      action={path}
      hidden={Object.fromEntries(
        [...KEPT, ...(past ? [] : PERIOD)].flatMap((name) => {
          const [kept] = address[name];
          return kept === undefined ? [] : [[name, kept]];
        }),
      )}
      lead={
        <Field label="Specimen" name="specimen">
          <SearchInput
            key={value('specimen')}
            name="specimen"
            label="Number of a specimen"
            placeholder="Whole number"
            defaultValue={value('specimen')}
          />
        </Field>
      }
      active={active}
      resetHref={changedAlertsHref(
        path,
        address,
        Object.fromEntries(ALERT_FILTERS.map((name) => [name, null])),
      )}
    >
      {select('severity', severities)}
      {select('kind', kinds)}
      {select('department', options.departments)}
      {select('device', options.devices)}
      {past ? <DateRange legend="Began" from={value('from')} to={value('to')} /> : null}
    </FilterBar>
  );
}
