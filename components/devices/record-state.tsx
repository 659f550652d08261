'use client';

import { CirclePlay } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { KINDS } from '@/components/metrics/uptime-words';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { StateChangeAnswer } from '@/lib/devices/states/contract';
import { stateText } from '@/lib/devices/states/state-names';
import type { StateMeaning } from '@/lib/devices/states/state-table';
import type { ActionResult } from '@/lib/entry/action-result';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';

/** Takes `{device, state: {code, at?, reason?, held?, clears?}}`. */
export type RecordStateAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<StateChangeAnswer>>;

type Props = {
  labSlug: string;
  device: string;
  timeZone: string;
  /** The lab's table, by code. */
  meanings: Readonly<Record<string, StateMeaning>>;
  action: RecordStateAction;
};

/** The groups of the choice, in the order people need them. */
const GROUPS: readonly { label: string; meanings: readonly StateMeaning[] }[] = [
  { label: KINDS.unplanned.label, meanings: ['unplanned'] },
  { label: KINDS.planned.label, meanings: ['planned', 'continues_else_planned'] },
  { label: KINDS.up.label, meanings: ['up', 'limited'] },
  { label: KINDS.idle.label, meanings: ['idle', 'continues_else_idle'] },
  { label: 'Pause', meanings: ['transient'] },
  { label: KINDS.unknown.label, meanings: ['unknown'] },
];

const NEEDS_REASON: ReadonlySet<StateMeaning | undefined> = new Set([
  'unplanned',
  'planned',
  'continues_else_planned',
]);

/** The button that says by hand what a device is, with the reason of a stop. */
export function RecordState({ labSlug, device, timeZone, meanings, action }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Record a state
      </Button>
      {open ? (
        <RecordDialog
          {...{ labSlug, device, timeZone, meanings, action }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function RecordDialog({
  labSlug,
  device,
  timeZone,
  meanings,
  action,
  onClose,
}: Props & { onClose: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(action, labSlug);
  const [code, setCode] = useState('');
  const [held, setHeld] = useState(true);
  const [wrong, setWrong] = useState<{ field: string; message: string }[]>([]);
  const needsReason = NEEDS_REASON.has(meanings[code]);
  const refused = result?.ok === false ? result : null;
  const errors =
    wrong.length > 0
      ? wrong
      : (refused?.fields ?? []).map(({ field, message }) => {
          return { field: field.replace(/^state\./, ''), message };
        });

  const send = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const local = text('at');
    const at = local === '' ? null : instantOfLocal(local, timeZone);
    const faults = [
      ...(code === '' ? [{ field: 'code', message: 'choose a state' }] : []),
      ...(local !== '' && at === null
        ? [{ field: 'at', message: 'is no time of the lab’s clock' }]
        : []),
      ...(needsReason && text('reason') === ''
        ? [{ field: 'reason', message: 'say what happened' }]
        : []),
    ];
    setWrong(faults);
    if (faults.length > 0) return;
    const reason = text('reason');
    const state = {
      code,
      held,
      ...(at === null ? {} : { at: at.toISOString() }),
      ...(reason === '' ? {} : { reason }),
    };
    const answer = await run({ device, state });
    if (!answer.ok) return;
    toast({ title: `${device}: ${stateText(code)} is recorded`, tone: 'positive' });
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Record a state of ${device}`}
      description="It becomes part of its history, with your name."
      size="sm"
    >
      <ActionForm
        failure={refused}
        errors={errors}
        onSubmit={(event) => send(new FormData(event.currentTarget))}
      >
        <Field label="State" name="code" required>
          <Select
            data-first=""
            placeholder="Choose"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          >
            {GROUPS.map((group) => {
              const codes = Object.keys(meanings).filter((one) => {
                const meaning = meanings[one];
                return meaning !== undefined && group.meanings.includes(meaning);
              });
              if (codes.length === 0) return null;
              return (
                <optgroup key={group.label} label={group.label}>
                  {codes.map((one) => (
                    <option key={one} value={one}>
                      {stateText(one)}
                    </option>
                  ))}
                </optgroup>
              );
            })}
          </Select>
        </Field>
        <Field label="Reason" name="reason" required={needsReason} optional={!needsReason}>
          <Input maxLength={500} placeholder="Such as: needle bent, service called" />
        </Field>
        <Field
          label="When it came about"
          name="at"
          optional
          hint={`By the clock of ${timeZone.replaceAll('_', ' ')}; now, when left empty.`}
        >
          <Input type="datetime-local" />
        </Field>
        <Checkbox
          label="Holds until it is cleared"
          hint="Over what the device itself reports. Off for a device that cannot report."
          checked={held}
          onCheckedChange={setHeld}
        />
        <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
          <FormButtons submitLabel="Record state" pending={pending} />
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** Ends the state that a person holds: what the device said last counts again. */
export function ClearState({
  labSlug,
  device,
  action,
}: Pick<Props, 'labSlug' | 'device' | 'action'>) {
  const router = useRouter();
  const toast = useToast();
  const { run } = useAction(action, labSlug);
  return (
    <ConfirmDialog
      trigger={<Button icon={<CirclePlay aria-hidden="true" />}>Clear held state</Button>}
      title={`Clear the held state of ${device}?`}
      description="What the device itself said last is its state again."
      confirmLabel="Clear held state"
      tone="primary"
      onConfirm={async (form) => {
        const reason = String(form.get('reason') ?? '').trim();
        const state = { clears: true, ...(reason === '' ? {} : { reason }) };
        const answer = await run({ device, state });
        if (!answer.ok) return { error: answer.message };
        toast({ title: `${device} speaks for itself again`, tone: 'positive' });
        router.refresh();
        return;
      }}
    >
      <Field label="Reason" name="reason" optional>
        <Input maxLength={500} placeholder="Such as: needle replaced" />
      </Field>
    </ConfirmDialog>
  );
}
