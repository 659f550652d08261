'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Department } from '@/lib/labs/departments/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf } from './form-values';

/** The departments of a lab, for an admin. */
export function Departments(page: CataloguePage<Department>) {
  return (
    <Catalogue
      {...page}
      title="Departments"
      description="The parts of the lab that assays belong to. Figures can be grouped by them."
      one="department"
      many="departments"
      keyOf={({ name }) => name}
      columns={[]}
      fields={(row) => (
        <Field label="Name" name="name" required>
          <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
        </Field>
      )}
      read={(data) => ({ name: lineOf(data, 'name') })}
      retiring="It is no longer offered for assays."
    />
  );
}
