import { DateRange } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';
import {
  INBOX_FILTERS,
  inboxHref,
  type InboxAddress,
  type InboxFilter,
} from '@/lib/instruments/inbox/inbox-address';
import { filterChips } from '@/lib/platform/http/page-address';
import { codeText, formatText, MESSAGE_CODES } from './message-words';

const LABELS: Record<InboxFilter, string> = {
  status: 'Status',
  device: 'Device',
  code: 'Reason',
  format: 'Format',
  specimen: 'Specimen',
  from: 'From',
  to: 'To',
};

/** The filters of the inbox; its status stands in the tabs above. */
export function InboxFilters({
  path,
  address,
  devices,
}: {
  path: string;
  address: InboxAddress;
  devices: readonly string[];
}) {
  const value = (name: InboxFilter) => address[name][0] ?? '';
  const status = value('status');
  const named = INBOX_FILTERS.filter((name) => name !== 'status');
  const active = filterChips(path, address, named, (name) => ({
    label: LABELS[name],
    value: (text) =>
      name === 'code' ? codeText(text) : name === 'format' ? formatText(text) : text,
  }));
  return (
    <FilterBar
      action={path}
      hidden={status === '' ? {} : { status }}
      lead={
        <Field label="Specimen" name="specimen">
          <SearchInput
            key={value('specimen')}
            name="specimen"
            label="Number of a specimen it names"
            placeholder="Whole number"
            defaultValue={value('specimen')}
          />
        </Field>
      }
      active={active}
      resetHref={inboxHref(path, address, Object.fromEntries(named.map((name) => [name, null])))}
    >
      <Field label="Device" name="device" key={`d ${value('device')}`} className="md:max-w-48">
        <Select
          placeholder="Any"
          options={devices.map((name) => ({ value: name, label: name }))}
          defaultValue={value('device')}
        />
      </Field>
      <Field label="Reason" name="code" key={`c ${value('code')}`} className="md:max-w-44">
        <Select
          placeholder="Any"
          options={MESSAGE_CODES.map((code) => ({ value: code, label: codeText(code) }))}
          defaultValue={value('code')}
        />
      </Field>
      <DateRange legend="Received" from={value('from')} to={value('to')} />
    </FilterBar>
  );
}
