'use client';

import { useRouter } from 'next/navigation';
import { MapPinPen } from 'lucide-react';
import { useId, useState } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Container } from '@/lib/containers/contract';
import { enteredPosition } from './entered-position';
import { placeText } from './place-text';

/** Takes `{specimen_id, given: {device, position, reason}}`. */
export type PutAction = (labSlug: string, input: unknown) => Promise<ActionResult<Container>>;

const SHOWN = new Set(['device', 'position', 'reason']);

/** Says by hand where the tube of a specimen stands: scanned or typed, with a reason. */
export function PutSpecimen({
  labSlug,
  number,
  devices,
  moves,
  action,
}: {
  labSlug: string;
  number: string;
  devices: readonly { name: string; slots: number }[];
  /** Whether its tube has a place already. */
  moves: boolean;
  action: PutAction;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      trigger={
        <Button size="sm" icon={<MapPinPen aria-hidden="true" />} className="print:hidden">
          {moves ? 'Put elsewhere' : 'Put in a place'}
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
      title={`Put ${number} in a place`}
      description="A rack, a fridge or another device with positions, counted from 0."
      size="sm"
    >
      <PutForm
        labSlug={labSlug}
        number={number}
        devices={devices}
        action={action}
        onDone={() => setOpen(false)}
      />
    </Dialog>
  );
}

function PutForm({
  labSlug,
  number,
  devices,
  action,
  onDone,
}: {
  labSlug: string;
  number: string;
  devices: readonly { name: string; slots: number }[];
  action: PutAction;
  onDone: () => void;
}) {
  const router = useRouter();
  const toast = useToast();
  const list = useId();
  const { run, pending, result } = useAction(action, labSlug);
  const [device, setDevice] = useState('');
  const slots = devices.find(({ name }) => name.toLowerCase() === device.toLowerCase())?.slots ?? 0;
  const failure = result?.ok === false ? result : null;

  const send = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const answer = await run({
      specimen_id: number,
      given: {
        device: text('device'),
        reason: text('reason'),
        position: enteredPosition(text('position')),
      },
    });
    if (!answer.ok) return;
    const { device: at, position: slot } = answer.data;
    toast({
      title: `${number} is at ${placeText({ device: at ?? '', position: slot ?? 0 })}`,
      tone: 'positive',
    });
    onDone();
    router.refresh();
  };
  return (
    <ActionForm
      failure={failure}
      aside={!failure?.fields.some(({ field }) => SHOWN.has(field))}
      refusedTitle="Nothing was changed"
      onSubmit={(event) => send(new FormData(event.currentTarget))}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
        <Field label="Device" name="device" required>
          <Input
            data-first=""
            data-takes-scans=""
            value={device}
            onChange={(event) => setDevice(event.target.value)}
            // A scanner ends with Enter: on to the position, not off to the server.
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              event.currentTarget.form?.querySelector<HTMLInputElement>('[name=position]')?.focus();
            }}
            list={list}
            autoComplete="off"
            maxLength={200}
            placeholder="Scan or type"
          />
        </Field>
        <datalist id={list}>
          {devices.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Field label="Position" name="position" required>
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            placeholder={slots > 0 ? `0 to ${slots - 1}` : '0'}
          />
        </Field>
      </div>
      <Field label="Reason" name="reason" required>
        <Input maxLength={500} placeholder="Such as: archived" />
      </Field>
      <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
        <FormButtons submitLabel="Put it there" pending={pending} />
      </div>
    </ActionForm>
  );
}
