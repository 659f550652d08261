'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ErrorCode } from '@/lib/labs/error-codes/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf } from './form-values';

/** The error codes of a lab, for an admin. */
export function ErrorCodes(page: CataloguePage<ErrorCode>) {
  return (
    <Catalogue
      {...page}
      title="Error codes"
      description="What can go wrong with a test on a device, as instruments report it or people choose it."
      one="error code"
      many="error codes"
      keyOf={({ code }) => code}
      columns={[{ label: 'Name', cell: ({ name }) => name }]}
      fields={(row) => (
        <>
          <Field label="Code" name="code" hint="As the instrument or the file says it." required>
            <Input code defaultValue={row?.code} maxLength={64} autoComplete="off" />
          </Field>
          <Field label="Name" name="name" required>
            <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
          </Field>
        </>
      )}
      read={(data) => ({ code: lineOf(data, 'code'), name: lineOf(data, 'name') })}
      retiring="It is no longer offered when a test fails."
    />
  );
}
