'use client';

import { RuleSheet, type ReadForm, type RuleAction } from '@/components/labs/rule-sheet';
import { RadioGroup } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select, type SelectOption } from '@/components/ui/input';
import { minutesAsText } from '@/lib/labs/targets/minutes-text';
import type { TargetVersion } from '@/lib/labs/targets/contract';
import { SEGMENTS } from '@/lib/metrics/segment';
import { localMinute, readNewTargetForm, readTargetForm, TARGET_FIELDS } from './target-form';
import { PRIORITY_OPTIONS, scopeText, segmentText } from './target-words';

const SEGMENT_OPTIONS = SEGMENTS.map(({ name, label }) => ({ value: name, label }));

export type TargetChoices = { assays: SelectOption[]; locations: SelectOption[] };

/** What the panel does: add a target, follow one in force by a new version, or edit a planned one. */
export type TargetTask =
  | { kind: 'add' }
  | { kind: 'follow'; target: TargetVersion }
  | { kind: 'edit'; target: TargetVersion };

/** A field for a moment by the clock of the lab. */
export function LocalMoment({
  name,
  label,
  hint,
  timeZone,
  value,
}: {
  name: string;
  label: string;
  hint: string;
  timeZone: string;
  value?: string | null;
}) {
  return (
    <Field label={label} name={name} hint={hint} optional>
      <Input
        type="datetime-local"
        className="max-w-64"
        defaultValue={localMinute(value, timeZone)}
      />
    </Field>
  );
}

function Scope({ choices }: { choices: TargetChoices }) {
  return (
    <>
      <Field label="Segment" name="segment">
        <Select options={SEGMENT_OPTIONS} defaultValue="receive_to_release" />
      </Field>
      <Field label="Assay" name="assay">
        <Select placeholder="Every assay" options={choices.assays} />
      </Field>
      <Field label="Priority" name="priority">
        <Select placeholder="Every priority" options={PRIORITY_OPTIONS} />
      </Field>
      <Field label="Location" name="location">
        <Select placeholder="Every location" options={choices.locations} />
      </Field>
    </>
  );
}

/** The panel that sets a target from a moment on. */
export function TargetSheet({
  labSlug,
  timeZone,
  choices,
  task,
  add,
  change,
  onClose,
}: {
  labSlug: string;
  timeZone: string;
  choices: TargetChoices;
  task: TargetTask;
  add: RuleAction;
  change: RuleAction;
  onClose: () => void;
}) {
  const target = task.kind === 'add' ? null : task.target;
  const zone = timeZone.replaceAll('_', ' ');
  const read = (data: FormData): ReadForm => {
    if (task.kind === 'add') return readNewTargetForm(data, timeZone);
    const { id, segment, assay, priority, location } = task.target;
    const edits = task.kind === 'edit';
    const said = readTargetForm(data, timeZone, edits ? task.target : undefined);
    if (!said.ok) return said;
    const which = edits ? { id } : { segment, assay, priority, location };
    return { ok: true, given: { ...which, ...said.given } };
  };
  const titles = {
    add: 'Add target',
    follow: 'New version of this target',
    edit: 'Edit planned target',
  };
  return (
    <RuleSheet
      labSlug={labSlug}
      title={titles[task.kind]}
      description={
        target ? `${scopeText(target)}, ${segmentText(target.segment).toLowerCase()}` : undefined
      }
      submitLabel={task.kind === 'add' ? 'Add target' : 'Save'}
      doneText={task.kind === 'add' ? 'The target is set' : 'The target is saved'}
      action={task.kind === 'edit' ? change : add}
      read={read}
      shown={task.kind === 'add' ? TARGET_FIELDS : TARGET_FIELDS.slice(4)}
      onClose={onClose}
    >
      {target === null ? <Scope choices={choices} /> : null}
      <Field label="Target" name="minutes" hint="45, 1:30 or 4 h." required>
        <Input
          numeric
          className="max-w-40"
          autoComplete="off"
          defaultValue={target ? minutesAsText(target.minutes) : ''}
        />
      </Field>
      <RadioGroup
        legend="Counted"
        name="time"
        defaultValue={target?.time ?? 'clock'}
        options={[
          { value: 'clock', label: 'By the clock', hint: 'Nights, weekends and holidays count.' },
          {
            value: 'working',
            label: 'In opening hours',
            hint: 'Only while the lab is open, less its holidays.',
          },
        ]}
      />
      <LocalMoment
        name="effective_from"
        label="In force from"
        hint={
          task.kind === 'edit'
            ? `By the clock of ${zone}. The version before ends then.`
            : `By the clock of ${zone}. Empty: from now on. The version in force then ends.`
        }
        timeZone={timeZone}
        value={task.kind === 'edit' ? task.target.effective_from : null}
      />
      <LocalMoment
        name="effective_to"
        label="Until"
        hint="Empty: until the next version, or without end."
        timeZone={timeZone}
        value={task.kind === 'edit' ? task.target.effective_to : null}
      />
      <p className="text-xs text-muted">
        Tests that were received before keep the due time they were given.
      </p>
    </RuleSheet>
  );
}
