'use client';

import { useRouter } from 'next/navigation';
import { useState, type RefObject } from 'react';
import { enteredPosition } from '@/components/containers/entered-position';
import { placeText } from '@/components/containers/place-text';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Container, Place } from '@/lib/containers/contract';
import { labelOf, type DeckContainer } from '@/lib/containers/deck/deck';

/** Takes `{ref, device, position, reason}` or `{ref, gone: true, reason}`. */
export type CorrectAction = (labSlug: string, input: unknown) => Promise<ActionResult<Container>>;

const SHOWN = new Set(['device', 'position', 'reason']);

/** Says by hand where a container stands, or that it is gone, with a reason. */
export function CorrectPlace({
  labSlug,
  container,
  place,
  devices,
  action,
  returnFocus,
  onClose,
}: {
  labSlug: string;
  container: DeckContainer;
  /** Where the records have it. */
  place: Place;
  devices: readonly { name: string; slots: number }[];
  action: CorrectAction;
  /** Where the focus goes afterwards, if what opened it is gone. */
  returnFocus?: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(action, labSlug);
  const [device, setDevice] = useState(place.device);
  const [gone, setGone] = useState(false);
  const slots = devices.find(({ name }) => name === device)?.slots ?? 0;
  const label = labelOf(container);
  const failure = result?.ok === false ? result : null;

  const send = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const answer = await run({
      ref: container.id,
      reason: text('reason'),
      ...(gone ? { gone } : { device, position: enteredPosition(text('position')) }),
    });
    if (!answer.ok) return;
    const { device: at, position: slot } = answer.data;
    toast({
      title:
        at === null || slot === null
          ? `${label} is off the platform`
          : `${label} is at ${placeText({ device: at, position: slot })}`,
      tone: 'positive',
    });
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Correct the place of ${label}`}
      description={`The records have it at ${placeText(place)}. The correction becomes part of its history.`}
      size="sm"
      returnFocus={returnFocus}
    >
      <ActionForm
        failure={failure}
        aside={!failure?.fields.some(({ field }) => SHOWN.has(field))}
        onSubmit={(event) => send(new FormData(event.currentTarget))}
      >
        {gone ? null : (
          <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
            <Field label="Device" name="device" required>
              <Select
                value={device}
                onChange={(event) => setDevice(event.target.value)}
                options={devices.map(({ name }) => ({ value: name, label: name }))}
              />
            </Field>
            <Field label="Position" name="position" required>
              <Input
                data-first=""
                type="number"
                inputMode="numeric"
                numeric
                min={0}
                max={Math.max(0, slots - 1)}
                placeholder={slots > 1 ? `0 to ${slots - 1}` : '0'}
              />
            </Field>
          </div>
        )}
        <Checkbox label="It is nowhere on the platform" checked={gone} onCheckedChange={setGone} />
        <Field label="Reason" name="reason" required>
          <Input maxLength={500} placeholder="Such as: put there by hand" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <FormButtons submitLabel="Correct place" pending={pending} />
        </div>
      </ActionForm>
    </Dialog>
  );
}
