import { DateRange } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Input, Select } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';
import {
  AUDIT_PARAMETERS,
  type AuditAddress,
  auditHref,
  type AuditParameter,
} from '@/lib/audit/audit-address';

const CHIPS: Record<AuditParameter, string> = {
  entity_id: 'About',
  actor: 'By',
  action: 'Action',
  entity: 'Kind',
  request_id: 'Request',
  from: 'From',
  to: 'To',
};

/** `assay.` stands for all actions on assays, so the list has each kind of thing before its actions. */
function actionOptions(actions: readonly string[]) {
  const kinds = [...new Set(actions.map((action) => action.split('.')[0] ?? action))];
  return kinds.flatMap((kind) => {
    const own = actions.filter((action) => action.split('.')[0] === kind);
    const all = own.length > 1 ? [{ value: `${kind}.`, label: `${kind} (any)` }] : [];
    return [...all, ...own.map((action) => ({ value: action, label: action }))];
  });
}

/** The filters of the audit trail: a form whose address is the view. */
export function AuditFilters({
  path,
  address,
  choices,
}: {
  path: string;
  address: AuditAddress;
  choices: { actions: readonly string[]; entities: readonly string[] };
}) {
  const active = AUDIT_PARAMETERS.filter((name) => address[name] !== '').map((name) => ({
    label: `${CHIPS[name]}: ${address[name]}`,
    removeHref: auditHref(path, address, { [name]: '' }),
  }));
  const entities = choices.entities.map((entity) => ({ value: entity, label: entity }));
  return (
    <FilterBar
      lead={
        <Field label="Specimen number or id" name="entity_id">
          <SearchInput
            key={address.entity_id}
            name="entity_id"
            label="Specimen number or id"
            defaultValue={address.entity_id}
          />
        </Field>
      }
      active={active}
      resetHref={path}
    >
      <Field key={`actor ${address.actor}`} label="Who" name="actor" className="md:max-w-40">
        <Input defaultValue={address.actor} autoComplete="off" />
      </Field>
      <Field key={`action ${address.action}`} label="Action" name="action" className="md:max-w-48">
        <Select
          placeholder="Any"
          options={actionOptions(choices.actions)}
          defaultValue={address.action}
        />
      </Field>
      <Field key={`entity ${address.entity}`} label="Kind" name="entity" className="md:max-w-40">
        <Select placeholder="Any" options={entities} defaultValue={address.entity} />
      </Field>
      <Field
        key={`request ${address.request_id}`}
        label="Request id"
        name="request_id"
        className="md:max-w-40"
      >
        <Input code defaultValue={address.request_id} autoComplete="off" spellCheck={false} />
      </Field>
      <DateRange legend="Time" from={address.from} to={address.to} />
    </FilterBar>
  );
}
