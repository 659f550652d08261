'use client';

import { UserPlus } from 'lucide-react';
import { FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { OneTimeLink } from '@/lib/people/contract';
import { ROLE_DUTIES, ROLE_LABELS } from '@/lib/people/role-words';
import { ROLES } from '@/lib/platform/access/roles';
import { OnceDialog } from './once-dialog';
import { OnceOnly } from './once-only';
import { RefusedAlert } from './refused-alert';

type Invite = (labSlug: string, input: unknown) => Promise<ActionResult<OneTimeLink>>;

const roleOptions = ROLES.map((role) => ({
  value: role,
  label: `${ROLE_LABELS[role]}: ${ROLE_DUTIES[role]}`,
}));

/** The button that invites somebody, and the link it ends with. */
export function InvitePerson({ labSlug, invite }: { labSlug: string; invite: Invite }) {
  const { run, pending, result, reset } = useAction(invite, labSlug);
  const refused = result?.ok === false ? result : null;

  return (
    <OnceDialog
      onOpen={reset}
      title="Invite a person"
      description="They get a link, by which they choose their own password."
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden="true" />}>
          Invite a person
        </Button>
      }
      made={
        result?.ok ? (
          <OnceOnly title="Invitation made" label="Invitation link" value={result.data.link}>
            Send this link to the person yourself. It is shown only now, works once, and for 7 days.
          </OnceOnly>
        ) : null
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(Object.fromEntries(new FormData(event.currentTarget)));
        }}
      >
        <FormErrors errors={refused?.fields}>
          <Field label="Name" name="name" required>
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Field label="Email" name="email" required hint="They sign in with it.">
            <Input type="email" maxLength={254} autoComplete="off" />
          </Field>
          <Field label="Role in this lab" name="role" required>
            <Select defaultValue="technician" options={roleOptions} />
          </Field>
        </FormErrors>
        <RefusedAlert result={refused} />
        <div className="flex justify-end gap-2">
          <FormButtons submitLabel="Make the link" pending={pending} />
        </div>
      </form>
    </OnceDialog>
  );
}
