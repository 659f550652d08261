'use client';

import { Badge } from '@/components/ui/badge';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { REJECTION_GROUPS } from '@/lib/labs/default-rejection-reasons';
import type { RejectionReason } from '@/lib/labs/rejection-reasons/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf } from './form-values';

const GROUP_OPTIONS = REJECTION_GROUPS.map((group) => ({
  value: group,
  label: `${group.charAt(0).toUpperCase()}${group.slice(1)}`,
}));

function inGroupOrder(rows: RejectionReason[]): RejectionReason[] {
  return REJECTION_GROUPS.flatMap((group) => rows.filter((row) => row.group === group));
}

/** Why specimens are rejected, for an admin. */
export function RejectionReasons(given: CataloguePage<RejectionReason>) {
  const page = { ...given.page, data: inGroupOrder(given.page.data) };
  return (
    <Catalogue
      {...given}
      page={page}
      title="Rejection reasons"
      description="Those of HL7 table 0490 and the lab’s own, in the groups that figures count by."
      one="rejection reason"
      many="rejection reasons"
      keyOf={({ code }) => code}
      groupOf={({ group }) => group}
      columns={[
        { label: 'Name', cell: ({ name }) => name },
        {
          label: 'From',
          wide: true,
          cell: ({ hl7_0490: ofHl7 }) => (ofHl7 ? <Badge>HL7 0490</Badge> : 'this lab'),
        },
      ]}
      fields={(row) => (
        <>
          <Field
            label="Code"
            name="code"
            hint={row?.hl7_0490 ? 'Of HL7 table 0490, and stays as it is.' : undefined}
            required
          >
            <Input
              code
              defaultValue={row?.code}
              readOnly={row?.hl7_0490}
              maxLength={64}
              autoComplete="off"
            />
          </Field>
          <Field label="Name" name="name" required>
            <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
          </Field>
          <Field label="Group" name="group" required>
            <Select options={GROUP_OPTIONS} defaultValue={row?.group ?? ''} placeholder="Choose" />
          </Field>
        </>
      )}
      read={(data) => ({
        code: lineOf(data, 'code'),
        name: lineOf(data, 'name'),
        group: lineOf(data, 'group'),
      })}
      retiring="It is no longer offered when a specimen is rejected."
    />
  );
}
