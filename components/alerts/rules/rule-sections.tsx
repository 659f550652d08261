'use client';

import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link-button';
import { LABELS, SEVERITIES, type Label } from '@/lib/alerts/finding';
import { FILTER_NAMES, KIND_FACTS, type FilterName } from '@/lib/alerts/kinds/kind-facts';
import { durationText } from '@/lib/alerts/rules/duration-text';
import type { Priority } from '@/lib/specimens/contract';
import { channelsHref } from '../addresses';
import { severityLabel } from '../severity-badge';
import { FilterPicker } from './filter-picker';
import { ParamInputs } from './param-inputs';
import type { ChannelChoice, FilterChoices, RuleDraft } from './rule-draft';
import { WAIT_LABELS } from './rule-words';

const FILTER_WORDS: Record<Exclude<FilterName, 'priorities'>, { label: string; one: string }> = {
  assays: { label: 'Assays', one: 'an assay' },
  departments: { label: 'Departments', one: 'a department' },
  locations: { label: 'Locations', one: 'a location' },
  devices: { label: 'Devices', one: 'a device' },
};

const GROUP_WORDS: Record<Label, string> = {
  specimen: 'Specimen',
  assay: 'Assay',
  department: 'Department',
  location: 'Location',
  priority: 'Priority',
  device: 'Device',
};

const PRIORITIES: readonly { value: Priority; label: string }[] = [
  { value: 'STAT', label: 'STAT' },
  { value: 'URGENT', label: 'Urgent' },
  { value: 'ROUTINE', label: 'Routine' },
];

const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, label: severityLabel(value) }));

/** What the rule is called and what it fires at. */
export function WhatItFinds({ draft }: { draft: RuleDraft }) {
  const { label, description } = KIND_FACTS[draft.kind];
  return (
    <Card title={label} description={description}>
      <div className="grid gap-4">
        <Field label="Name" name="name" hint="As alerts and cards name it." required>
          <Input className="max-w-96" autoComplete="off" defaultValue={draft.name} />
        </Field>
        <ParamInputs kind={draft.kind} params={draft.params} />
        <Field
          label="For at least"
          name="for_seconds"
          hint="How long it must hold before it fires. 0 for at once."
          required
        >
          <Input
            className="max-w-48"
            autoComplete="off"
            defaultValue={draft.for_seconds === 0 ? '0' : durationText(draft.for_seconds)}
          />
        </Field>
        <Field
          label="Severity"
          name="severity"
          hint="What is critical is told at any hour, whatever the hours of its channel."
        >
          <Select className="max-w-48" options={SEVERITY_OPTIONS} defaultValue={draft.severity} />
        </Field>
      </div>
    </Card>
  );
}

/** What the rule is narrowed to, by what its kind knows; nothing where it knows nothing. */
export function OfWhat({
  draft,
  choices,
  onEdit,
}: {
  draft: RuleDraft;
  choices: FilterChoices;
  onEdit: () => void;
}) {
  const known = FILTER_NAMES.filter((name) => KIND_FACTS[draft.kind].filters.includes(name));
  if (known.length === 0) return null;
  return (
    <Card title="Of what" description="Named nothing, it looks at all of the lab.">
      <div className="grid gap-4">
        {known.map((name) =>
          name === 'priorities' ? (
            <fieldset key={name} className="grid gap-1.5">
              <legend className="mb-1.5 text-dense font-medium">Priorities</legend>
              <div className="flex flex-wrap gap-x-6 gap-y-2">
                {PRIORITIES.map((priority) => (
                  <Checkbox
                    key={priority.value}
                    name="filters.priorities"
                    {...priority}
                    defaultChecked={draft.filters.priorities?.includes(priority.value) ?? false}
                  />
                ))}
              </div>
              <p className="text-xs text-muted">None ticked: all of them.</p>
            </fieldset>
          ) : (
            <FilterPicker
              key={name}
              name={`filters.${name}`}
              {...FILTER_WORDS[name]}
              options={choices[name]}
              present={draft.filters[name] ?? []}
              onEdit={onEdit}
            />
          ),
        )}
      </div>
    </Card>
  );
}

/** Where the rule is told. */
export function WhereTold({
  draft,
  channels,
  labSlug,
}: {
  draft: RuleDraft;
  channels: readonly ChannelChoice[];
  labSlug: string;
}) {
  return (
    <Card title="Where it is told" description="Ticked none, its alerts show in the portal alone.">
      {channels.length === 0 ? (
        <p className="text-sm text-muted">
          The lab has no channels yet.{' '}
          <TextLink href={channelsHref(labSlug)}>An admin makes them</TextLink>.
        </p>
      ) : (
        <fieldset className="grid gap-2">
          <legend className="sr-only">Channels</legend>
          {channels.map(({ id, name, text }) => (
            <Checkbox
              key={id}
              name="channels"
              value={id}
              label={name}
              hint={text}
              defaultChecked={draft.channels.includes(id)}
            />
          ))}
        </fieldset>
      )}
    </Card>
  );
}

const WAITS = [
  { name: 'group_wait_seconds', hint: 'A new group waits so long for more to come.' },
  {
    name: 'group_interval_seconds',
    hint: 'A card about what came or went follows the one before no sooner.',
  },
  { name: 'repeat_seconds', hint: 'While it goes on and nobody has acknowledged it.' },
] as const;

/** How alerts are taken together into cards, and when those are sent. */
export function HowTold({ draft }: { draft: RuleDraft }) {
  return (
    <Card
      title="How it is told"
      description="Many alerts share a card: the worst first, with a link to all."
    >
      <div className="grid gap-4">
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-dense font-medium">A card of its own for each</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {LABELS.map((label) => (
              <Checkbox
                key={label}
                name="group_by"
                value={label}
                label={GROUP_WORDS[label]}
                defaultChecked={draft.group_by.includes(label)}
              />
            ))}
          </div>
          <p className="text-xs text-muted">None ticked: one card for all.</p>
        </fieldset>
        {WAITS.map(({ name, hint }) => (
          <Field key={name} label={WAIT_LABELS[name]} name={name} hint={hint} required>
            <Input
              className="max-w-48"
              autoComplete="off"
              defaultValue={durationText(draft[name])}
            />
          </Field>
        ))}
        <Checkbox
          name="send_resolved"
          label="Also tell that it is over"
          defaultChecked={draft.send_resolved}
        />
        <Checkbox
          name="enabled"
          label="On"
          hint="A rule that is off finds nothing, and what it found is over."
          defaultChecked={draft.enabled}
        />
      </div>
    </Card>
  );
}
