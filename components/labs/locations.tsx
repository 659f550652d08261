'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Location } from '@/lib/labs/locations/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf, numberOf } from './form-values';

/** Who orders from a lab, for an admin. `labMinutes` is when what has not come is missing by default. */
export function Locations({
  labMinutes,
  ...page
}: CataloguePage<Location> & { labMinutes: number }) {
  return (
    <Catalogue
      {...page}
      title="Locations"
      description="Who orders: wards, outpatient clinics, other hospitals. Targets and figures can be theirs."
      one="location"
      many="locations"
      keyOf={({ name }) => name}
      columns={[
        {
          label: 'Missing after',
          numeric: true,
          cell: ({ missing_after_minutes: minutes }) =>
            minutes === null ? (
              <span className="text-muted">{labMinutes} min</span>
            ) : (
              <span className="font-medium">{minutes} min</span>
            ),
        },
      ]}
      fields={(row) => (
        <>
          <Field label="Name" name="name" required>
            <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
          </Field>
          <Field
            label="Missing after"
            name="missing_after_minutes"
            hint={`Minutes from collection after which a specimen from here that has not come is missing. Empty: the lab’s own ${labMinutes}.`}
            optional
          >
            <Input
              numeric
              className="max-w-32"
              inputMode="numeric"
              defaultValue={row?.missing_after_minutes ?? ''}
              autoComplete="off"
            />
          </Field>
        </>
      )}
      read={(data) => ({
        name: lineOf(data, 'name'),
        missing_after_minutes: numberOf(data, 'missing_after_minutes'),
      })}
      retiring="It is no longer offered for new specimens."
    />
  );
}
