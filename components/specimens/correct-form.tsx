'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select, Textarea } from '@/components/ui/input';
import { labTimeText } from '@/components/ui/lab-time';
import { correctables, type Correctable } from '@/lib/specimens/changes/correctable';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';
import { localOfInstant } from '@/lib/specimens/paper-log/local-time';
import { MILESTONE_LABELS } from '@/lib/specimens/milestones';
import type { ChangeAction } from './change-action';
import { ChangeForm, textOf, type Read } from './change-form';
import type { MoreTarget } from './more-target';

const keyOf = ({ milestone, assay }: Correctable) => `${milestone} ${assay ?? ''}`;

/** Corrects one time of a tube or of one of its tests. */
export function CorrectForm({
  target: { labSlug, timeZone, specimen },
  action,
  onDone,
}: {
  target: MoreTarget;
  action: ChangeAction;
  onDone: (text: string) => void;
}) {
  const all = correctables(specimen);
  const [key, setKey] = useState(() => `received `);
  const [clears, setClears] = useState(false);
  const chosen = all.find((each) => keyOf(each) === key);
  const owners = [null, ...new Set(all.flatMap(({ assay }) => (assay === null ? [] : [assay])))];

  const read = (form: FormData): Read => {
    if (!chosen) return { ok: false, fields: [{ field: 'milestone', message: 'choose a time' }] };
    const local = textOf(form, 'time');
    const time = clears ? null : instantOfLocal(local, timeZone);
    if (time === null && !clears) {
      const message = local === '' ? 'give the right time' : 'is no time on the clock of the lab';
      return { ok: false, fields: [{ field: 'time', message }] };
    }
    return {
      ok: true,
      given: {
        milestone: chosen.milestone,
        ...(chosen.assay === null ? {} : { assay: chosen.assay }),
        time: time?.toISOString() ?? null,
        reason: textOf(form, 'reason'),
        version: specimen.version,
      },
    };
  };

  return (
    <ChangeForm
      labSlug={labSlug}
      number={specimen.specimen_id}
      action={action}
      read={read}
      submitLabel="Correct"
      shown={(field) => ['milestone', 'time', 'reason'].includes(field)}
      onDone={() => onDone('Corrected')}
    >
      <Field label="Which time" name="milestone">
        <Select
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
            setClears(false);
          }}
        >
          {owners.map((owner) => (
            <optgroup key={owner ?? ''} label={owner ?? 'The tube'}>
              {all
                .filter(({ assay }) => assay === owner)
                .map((each) => (
                  <option key={keyOf(each)} value={keyOf(each)}>
                    {owner === null ? '' : `${owner}: `}
                    {MILESTONE_LABELS[each.milestone]}
                    {each.time === null ? ' – missing' : ` – ${labTimeText(each.time, timeZone)}`}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      {clears ? null : (
        <Field
          key={key}
          label="The right time"
          name="time"
          hint={`By the clock of ${timeZone.replaceAll('_', ' ')}.`}
          required
        >
          <Input
            type="datetime-local"
            step={1}
            defaultValue={chosen?.time ? localOfInstant(chosen.time, timeZone) : ''}
          />
        </Field>
      )}
      {chosen?.time ? (
        <Checkbox
          label="It never happened: take the time away"
          checked={clears}
          onCheckedChange={setClears}
        />
      ) : null}
      <Field label="Reason" name="reason" required>
        <Textarea rows={2} maxLength={2000} />
      </Field>
    </ChangeForm>
  );
}
