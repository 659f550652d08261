'use client';

import { UserPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { OneTimeLink } from '@/lib/people/contract';
import { ROLE_DUTIES, ROLE_LABELS } from '@/lib/people/role-words';
import { ROLES } from '@/lib/platform/access/roles';
import { OnceOnly } from './once-only';
import { RefusedAlert } from './refused-alert';

type Invite = (labSlug: string, input: unknown) => Promise<ActionResult<OneTimeLink>>;

const roleOptions = ROLES.map((role) => ({
  value: role,
  label: `${ROLE_LABELS[role]}: ${ROLE_DUTIES[role]}`,
}));

/** The button that invites somebody, and the link it ends with. */
export function InvitePerson({ labSlug, invite }: { labSlug: string; invite: Invite }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { run, pending, result, reset } = useAction(invite, labSlug);

  function changeOpen(next: boolean) {
    setOpen(next);
    if (next) reset();
    else if (result?.ok) router.refresh();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      title="Invite a person"
      description="They get a link, by which they choose their own password."
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden="true" />}>
          Invite a person
        </Button>
      }
    >
      {result?.ok ? (
        <div className="grid gap-4">
          <OnceOnly title="Invitation made" label="Invitation link" value={result.data.link}>
            Send this link to the person yourself. It is shown only now, works once, and for 7 days.
          </OnceOnly>
          <div className="flex justify-end">
            <DialogClose>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </div>
        </div>
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void run(Object.fromEntries(new FormData(event.currentTarget)));
          }}
        >
          <FormErrors errors={result?.fields}>
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
          <RefusedAlert result={result} />
          <div className="flex justify-end gap-2">
            <FormButtons submitLabel="Make the link" pending={pending} />
          </div>
        </form>
      )}
    </Dialog>
  );
}
