'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { NewKey } from '@/lib/people/contract';
import { ROLE_LABELS } from '@/lib/people/role-words';
import type { KeyRole } from '@/lib/platform/access/roles';
import { OnceDialog } from './once-dialog';
import { OnceOnly } from './once-only';
import { RefusedAlert } from './refused-alert';

type Create = (labSlug: string, input: unknown) => Promise<ActionResult<NewKey>>;

const PURPOSES: Record<KeyRole, string> = {
  viewer: 'reads figures, for BI tools',
  technician: 'creates and moves tests',
  supervisor: 'imports, verifies, publishes',
  manager: 'exports, targets, figures',
  admin: 'everything a person may',
  instrument: 'events and results of one device',
  lis: 'orders and results',
  orchestrator: 'devices, containers, steps',
};

const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Never' },
];

function inputOf(data: FormData): Record<string, unknown> {
  const days = data.get('expiresInDays');
  return {
    name: data.get('name'),
    role: data.get('role'),
    deviceId: data.get('deviceId') || null,
    expiresInDays: days ? Number(days) : null,
  };
}

/** The button that makes a key, and the key, once. */
export function CreateKey({
  labSlug,
  roles,
  devices,
  create,
}: {
  labSlug: string;
  /** The roles the maker may give. */
  roles: readonly KeyRole[];
  devices: readonly { id: string; name: string }[];
  create: Create;
}) {
  const [role, setRole] = useState<string>('viewer');
  const { run, pending, result, reset } = useAction(create, labSlug);
  const refused = result?.ok === false ? result : null;

  return (
    <OnceDialog
      onOpen={() => {
        reset();
        setRole('viewer');
      }}
      title="Make a key"
      description="For a program or an instrument. It acts for this lab only."
      trigger={
        <Button variant="primary" icon={<KeyRound aria-hidden="true" />}>
          Make a key
        </Button>
      }
      made={
        result?.ok ? (
          <OnceOnly title={`Key “${result.data.name}” made`} label="Key" value={result.data.key}>
            Copy it now to where it is used. It is shown only this once; we keep no copy of it.
          </OnceOnly>
        ) : null
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(inputOf(new FormData(event.currentTarget)));
        }}
      >
        <FormErrors errors={refused?.fields}>
          <Field label="Name" name="name" required hint="Where it is used, such as Power BI.">
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Field label="Role" name="role" required>
            <Select
              value={role}
              onChange={(event) => setRole(event.target.value)}
              options={roles.map((value) => ({
                value,
                label: `${ROLE_LABELS[value]}: ${PURPOSES[value]}`,
              }))}
            />
          </Field>
          {role === 'instrument' ? (
            <Field
              label="Device"
              name="deviceId"
              required
              hint={devices.length === 0 ? 'This lab has no device in use yet.' : undefined}
            >
              <Select
                placeholder="Choose a device"
                options={devices.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Field>
          ) : null}
          <Field label="Expires" name="expiresInDays">
            <Select defaultValue="365" options={LIFETIMES} />
          </Field>
        </FormErrors>
        <RefusedAlert result={refused} />
        <div className="flex justify-end gap-2">
          <FormButtons submitLabel="Make the key" pending={pending} />
        </div>
      </form>
    </OnceDialog>
  );
}
