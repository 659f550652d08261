'use client';

import { KeyRound } from 'lucide-react';
import { OnceDialog } from '@/components/people/once-dialog';
import { OnceOnly } from '@/components/people/once-only';
import { WithdrawButton } from '@/components/people/withdraw-button';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Code, CodeBlock } from '@/components/ui/code';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { LabTime } from '@/components/ui/lab-time';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import { keyCurl } from '@/lib/instruments/connections/curl-commands';
import type { LabKey, NewKey } from '@/lib/people/contract';

type Create = (labSlug: string, input: unknown) => Promise<ActionResult<NewKey>>;
type Revoke = (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;

const LIFETIMES = [
  { value: '365', label: 'In a year' },
  { value: '90', label: 'In 90 days' },
  { value: '', label: 'Never' },
];

/** The keys by which a device may speak, each with the way to end it. */
export function DeviceKeys({
  keys,
  labSlug,
  timeZone,
  revoke,
}: {
  keys: readonly LabKey[];
  labSlug: string;
  timeZone: string;
  revoke: Revoke;
}) {
  return (
    <ul aria-label="Keys" className="divide-y">
      {keys.map(({ keyId, name, prefix, lastUsedAt, expiresAt }) => (
        <li key={keyId} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5">
          <span className="min-w-0 grow text-dense">
            <span className="font-medium">{name}</span>{' '}
            <Code className="text-muted">{`${prefix}…`}</Code>
            <span className="block text-xs text-muted">
              {lastUsedAt === null ? (
                'Never used'
              ) : (
                <>
                  Last used <LabTime time={lastUsedAt} timeZone={timeZone} />
                </>
              )}
              {expiresAt === null ? null : (
                <>
                  {' · expires '}
                  <LabTime time={expiresAt} timeZone={timeZone} shape="day" />
                </>
              )}
            </span>
          </span>
          <WithdrawButton
            run={revoke.bind(null, labSlug, { keyId })}
            label="Revoke"
            of={`key ${name}`}
            title={`Revoke “${name}”?`}
            description="Whatever uses it is refused from now on. A revoked key cannot be brought back."
            done={`Key ${name} no longer works`}
          />
        </li>
      ))}
    </ul>
  );
}

/** The button that makes a key of one device, and the key, once. */
export function MakeDeviceKey({
  labSlug,
  device,
  create,
}: {
  labSlug: string;
  device: { id: string; name: string; webhookUrl: string };
  create: Create;
}) {
  const { run, pending, result, reset } = useAction(create, labSlug);
  const refused = result?.ok === false ? result : null;

  return (
    <OnceDialog
      onOpen={reset}
      title={`Make a key for ${device.name}`}
      description="For an instrument that can send a header and cannot sign."
      trigger={
        <Button size="sm" icon={<KeyRound aria-hidden="true" />}>
          Make a key
        </Button>
      }
      made={
        result?.ok ? (
          <>
            <OnceOnly title={`Key “${result.data.name}” made`} label="Key" value={result.data.key}>
              Copy it now to where it is used. It is shown only this once.
            </OnceOnly>
            <CodeBlock label="Command with the key">
              {keyCurl(device.webhookUrl, result.data.key)}
            </CodeBlock>
          </>
        ) : null
      }
    >
      <ActionForm
        failure={refused}
        onSubmit={async (event) => {
          const form = new FormData(event.currentTarget);
          const days = form.get('expiresInDays');
          await run({
            name: form.get('name'),
            role: 'instrument',
            deviceId: device.id,
            expiresInDays: days ? Number(days) : null,
          });
        }}
      >
        <Field label="Name" name="name" required hint="Where it is used.">
          <Input maxLength={100} autoComplete="off" defaultValue={device.name} />
        </Field>
        <Field label="Expires" name="expiresInDays">
          <Select defaultValue="365" options={LIFETIMES} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <FormButtons submitLabel="Make the key" pending={pending} />
        </div>
      </ActionForm>
    </OnceDialog>
  );
}
