'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { WithdrawButton } from '@/components/people/withdraw-button';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Code } from '@/components/ui/code';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { PeerAnswer } from '@/lib/instruments/mllp/contract';

type PeerAction = (labSlug: string, input: unknown) => Promise<ActionResult<PeerAnswer>>;

const ROLES = [
  { value: 'instrument', label: 'Instrument: results and states of this device' },
  { value: 'lis', label: 'LIS: orders too, and results of any device' },
];

/** From where a device may speak MLLP, each with the way to take it out. */
export function MllpPeers({
  peers,
  labSlug,
  device,
  remove,
}: {
  peers: readonly PeerAnswer[];
  labSlug: string;
  device: string;
  /** Left out for those who may only look. */
  remove: PeerAction;
}) {
  return (
    <ul aria-label="Addresses" className="divide-y">
      {peers.map(({ id, network, sending_application, sending_facility, role }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5">
          <span className="min-w-0 grow text-dense">
            <Code className="font-medium">{network}</Code>
            <span className="block text-xs text-muted">
              MSH-3 {sending_application ?? 'any'} · MSH-4 {sending_facility ?? 'any'}
            </span>
          </span>
          <Badge tone={role === 'lis' ? 'info' : 'neutral'}>
            {role === 'lis' ? 'LIS' : 'Instrument'}
          </Badge>
          <WithdrawButton
            run={remove.bind(null, labSlug, { device, id })}
            label="Remove"
            of={`address ${network}`}
            title={`Remove ${network}?`}
            description="Messages from there are refused from now on, and not stored."
            done={`${network} may no longer speak`}
          />
        </li>
      ))}
    </ul>
  );
}

/** The button that lets a device speak MLLP from an address. */
export function AddPeer({
  labSlug,
  device,
  add,
}: {
  labSlug: string;
  device: string;
  add: PeerAction;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<Plus aria-hidden="true" />} onClick={() => setOpen(true)}>
        Add an address
      </Button>
      {open ? <AddPeerDialog {...{ labSlug, device, add }} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AddPeerDialog({
  labSlug,
  device,
  add,
  onClose,
}: {
  labSlug: string;
  device: string;
  add: PeerAction;
  onClose: () => void;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(add, labSlug);
  const failure =
    result?.ok === false
      ? {
          message: result.message,
          fields: result.fields.map(({ field, message }) => ({
            field: field.replace(/^peer\./, ''),
            message,
          })),
        }
      : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={`Where ${device} speaks from`}
      description="A connection is known by its address, and by MSH-3 and MSH-4 where several share one."
    >
      <ActionForm
        failure={failure}
        onSubmit={async (event) => {
          const form = new FormData(event.currentTarget);
          const text = (name: string) => String(form.get(name) ?? '').trim() || null;
          const answer = await run({
            device,
            peer: {
              network: text('network') ?? '',
              sending_application: text('sending_application'),
              sending_facility: text('sending_facility'),
              role: text('role'),
            },
          });
          if (!answer.ok) return;
          toast({ title: `${device} may speak from ${answer.data.network}`, tone: 'positive' });
          onClose();
          router.refresh();
        }}
      >
        <Field
          label="Address or network"
          name="network"
          required
          hint="Such as 10.1.2.3, or 10.1.2.0/24 for all of a network."
        >
          <Input code autoComplete="off" spellCheck={false} />
        </Field>
        <Field label="Sending application (MSH-3)" name="sending_application" optional>
          <Input code autoComplete="off" spellCheck={false} maxLength={120} />
        </Field>
        <Field label="Sending facility (MSH-4)" name="sending_facility" optional>
          <Input code autoComplete="off" spellCheck={false} maxLength={120} />
        </Field>
        <Field label="What it may say" name="role">
          <Select defaultValue="instrument" options={ROLES} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <FormButtons submitLabel="Add the address" pending={pending} />
        </div>
      </ActionForm>
    </Dialog>
  );
}
