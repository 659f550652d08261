'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Location } from '@/lib/labs/locations/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf } from './form-values';

/** Who orders from a lab, for an admin. */
export function Locations(page: CataloguePage<Location>) {
  return (
    <Catalogue
      {...page}
      title="Locations"
      description="Who orders: wards, outpatient clinics, other hospitals. Targets and figures can be theirs."
      one="location"
      many="locations"
      keyOf={({ name }) => name}
      columns={[]}
      fields={(row) => (
        <Field label="Name" name="name" required>
          <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
        </Field>
      )}
      read={(data) => ({ name: lineOf(data, 'name') })}
      retiring="It is no longer offered for new specimens."
    />
  );
}
