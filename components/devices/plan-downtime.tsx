'use client';

import { CalendarClock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { Downtime } from '@/lib/devices/downtimes/contract';
import type { ActionResult } from '@/lib/entry/action-result';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';

/** Takes `{device, downtime: {starts_at, ends_at, reason}}`. */
export type PlanDowntimeAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<Downtime>>;

type Props = { labSlug: string; device: string; timeZone: string; action: PlanDowntimeAction };

/** The button that announces a stop of a device. */
export function PlanDowntime(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<CalendarClock aria-hidden="true" />} onClick={() => setOpen(true)}>
        Plan
      </Button>
      {open ? <PlanDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function PlanDialog({
  labSlug,
  device,
  timeZone,
  action,
  onClose,
}: Props & { onClose: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(action, labSlug);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const refused = result?.ok === false ? result : null;
  const errors =
    wrong.length > 0
      ? wrong
      : (refused?.fields ?? []).map(({ field, message }) => {
          return { field: field.replace(/^downtime\./, ''), message };
        });

  const send = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const instant = (name: string) => instantOfLocal(text(name), timeZone);
    const [from, to] = [instant('starts_at'), instant('ends_at')];
    const reason = text('reason');
    const clock = (name: string) => ({
      field: name,
      message: text(name) === '' ? 'say when' : 'is no time of the lab’s clock',
    });
    const faults = [
      ...(from === null ? [clock('starts_at')] : []),
      ...(to === null ? [clock('ends_at')] : []),
      ...(from !== null && to !== null && to <= from
        ? [{ field: 'ends_at', message: 'must be after it begins' }]
        : []),
      ...(reason === '' ? [{ field: 'reason', message: 'say what for' }] : []),
    ];
    setWrong(faults);
    if (faults.length > 0 || from === null || to === null) return;
    const downtime = { starts_at: from.toISOString(), ends_at: to.toISOString(), reason };
    const answer = await run({ device, downtime });
    if (!answer.ok) return;
    toast({ title: `The downtime of ${device} is planned`, tone: 'positive' });
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Plan a downtime of ${device}`}
      description="A stop in this time is not held against its uptime."
      size="sm"
    >
      <ActionForm
        failure={refused}
        errors={errors}
        onSubmit={(event) => send(new FormData(event.currentTarget))}
      >
        <Field
          label="From"
          name="starts_at"
          required
          hint={`By the clock of ${timeZone.replaceAll('_', ' ')}.`}
        >
          <Input type="datetime-local" />
        </Field>
        <Field label="To" name="ends_at" required>
          <Input type="datetime-local" />
        </Field>
        <Field label="Reason" name="reason" required>
          <Input maxLength={500} placeholder="Such as: yearly service" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
          <FormButtons submitLabel="Plan the downtime" pending={pending} />
        </div>
      </ActionForm>
    </Dialog>
  );
}
