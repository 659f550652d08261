'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Sheet } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { LabPerson, OneTimeLink } from '@/lib/people/contract';
import { ROLE_LABELS } from '@/lib/people/role-words';
import { ROLES, type Role } from '@/lib/platform/access/roles';
import { OnceOnly } from './once-only';
import { RefusedAlert } from './refused-alert';

type Act<T> = (labSlug: string, input: unknown) => Promise<ActionResult<T>>;

export type PersonActions = {
  changeRole: Act<{ userId: string; role: Role }>;
  makeResetLink: Act<OneTimeLink>;
  disablePerson: Act<{ userId: string }>;
  enablePerson: Act<{ userId: string }>;
  removePerson: Act<{ userId: string }>;
};

const roleOptions = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

/** Everything an admin may do about one person of the lab, in a panel. */
export function ManagePerson({
  labSlug,
  labName,
  person,
  self,
  actions,
}: {
  labSlug: string;
  labName: string;
  person: LabPerson;
  /** The admin looks at themself. */
  self: boolean;
  actions: PersonActions;
}) {
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const role = useAction(actions.changeRole, labSlug);
  const link = useAction(actions.makeResetLink, labSlug);

  /** What a confirmed act answers to its dialog; done, the list is read anew. */
  async function confirmed<T>(act: Act<T>, done: string): Promise<{ error?: string }> {
    const answer = await act(labSlug, { userId: person.userId });
    if (!answer.ok) return { error: answer.message };
    toast({ title: done, tone: 'positive' });
    setOpen(false);
    router.refresh();
    return {};
  }

  return (
    <Sheet
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        role.reset();
        link.reset();
      }}
      title={person.name}
      description={person.email}
      trigger={
        <Button size="sm" aria-label={`Manage ${person.name}`}>
          Manage
        </Button>
      }
    >
      <div className="grid gap-6">
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const chosen = new FormData(event.currentTarget).get('role');
            void role.run({ userId: person.userId, role: chosen }).then((answer) => {
              if (!answer.ok) return;
              toast({
                title: `${person.name} is ${ROLE_LABELS[answer.data.role]} now`,
                tone: 'positive',
              });
              router.refresh();
            });
          }}
        >
          <Field
            label={`Role in ${labName}`}
            name="role"
            hint="It counts from their next click on."
          >
            <Select defaultValue={person.role} key={person.role} options={roleOptions} />
          </Field>
          <RefusedAlert result={role.result} />
          <div>
            <Button type="submit" pending={role.pending}>
              Change role
            </Button>
          </div>
        </form>

        {person.demo || person.status === 'disabled' ? null : (
          <Part
            title="Password"
            text="You cannot see or set it. A link lets the person choose another; until they use it, the old one holds."
          >
            {link.result?.ok ? (
              <OnceOnly title="Link made" label="Password link" value={link.result.data.link}>
                Send it to {person.name}. It is shown only now, works once, and for a day.
              </OnceOnly>
            ) : (
              <Button
                pending={link.pending}
                onClick={() => void link.run({ userId: person.userId })}
              >
                Make a password link
              </Button>
            )}
            <RefusedAlert result={link.result} />
          </Part>
        )}

        {self ? null : person.status === 'disabled' ? (
          <Part title="Disabled" text="Cannot sign in to any lab.">
            <ConfirmDialog
              trigger={<Button>Enable</Button>}
              title={`Enable ${person.name}?`}
              description="They can sign in again with the password they had."
              confirmLabel="Enable"
              tone="primary"
              onConfirm={() => confirmed(actions.enablePerson, `${person.name} is enabled`)}
            />
          </Part>
        ) : (
          <Part title="Disable" text="For somebody who has left: signed out at once, in all labs.">
            <ConfirmDialog
              trigger={<Button>Disable</Button>}
              title={`Disable ${person.name}?`}
              description="They are signed out everywhere and cannot sign in again. What they did keeps their name. Keys they made go on working: look at the Keys page."
              confirmLabel="Disable"
              onConfirm={() => confirmed(actions.disablePerson, `${person.name} is disabled`)}
            />
          </Part>
        )}

        <Part title={`Remove from ${labName}`} text="Their account stays, for other labs.">
          <ConfirmDialog
            trigger={<Button>Remove from this lab</Button>}
            title={self ? 'Leave this lab?' : `Remove ${person.name}?`}
            description={`${self ? 'You lose' : 'They lose'} access to ${labName} at once. What was done keeps its name.`}
            confirmLabel={self ? 'Leave' : 'Remove'}
            onConfirm={() =>
              confirmed(actions.removePerson, `${person.name} is no longer in this lab`)
            }
          />
        </Part>
      </div>
    </Sheet>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 border-t pt-5">
      <div>
        <h3 className="text-sm font-semibold">{title}</h3>
        <p className="mt-0.5 text-dense text-pretty text-muted">{text}</p>
      </div>
      <div className="grid justify-items-start gap-3 [&>div]:w-full">{children}</div>
    </section>
  );
}
