'use client';

import { BellOff } from 'lucide-react';
import { textsOf } from '@/components/results/form-texts';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { LABELS } from '@/lib/alerts/finding';
import { PRIORITIES } from '@/lib/specimens/contract';
import type { FilterOptions } from '@/lib/specimens/lists/filter-options';
import { MATCHER_WORDS } from './alert-words';
import { NewSilenceDialog, type CreateSilenceAction } from './new-silence';
import type { ReachAction } from './silence-reach';

const NAMES = ['rule', ...LABELS] as const;

/** Silences by rule, device, assay …: what is left open does not matter. */
export function SilenceByFields({
  labSlug,
  timeZone,
  options,
  rules,
  create,
  reach,
}: {
  labSlug: string;
  timeZone: string;
  options: FilterOptions;
  rules: readonly { id: string; name: string }[];
  create: CreateSilenceAction;
  reach: ReachAction;
}) {
  const choices = {
    rule: rules.map(({ id, name }) => ({ value: id, label: name })),
    device: options.devices,
    assay: options.assays,
    department: options.departments,
    location: options.locations,
    priority: PRIORITIES.map((priority) => ({ value: priority, label: priority })),
  };
  const select = (name: keyof typeof choices) => (
    <Field label={MATCHER_WORDS[name]} name={name}>
      <Select placeholder="Any" options={choices[name]} />
    </Field>
  );
  return (
    <NewSilenceDialog
      labSlug={labSlug}
      timeZone={timeZone}
      create={create}
      reach={reach}
      nothing="choose what is silenced: a rule, a device, an assay …"
      trigger={
        <Button variant="primary" icon={<BellOff aria-hidden="true" />}>
          New silence
        </Button>
      }
      matchersOf={(form) =>
        Object.entries(textsOf(form, NAMES)).flatMap(([label, value]) =>
          value === '' ? [] : [{ label, value }],
        )
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {select('rule')}
        {select('device')}
        {select('assay')}
        {select('department')}
        {select('location')}
        {select('priority')}
        <Field label={MATCHER_WORDS.specimen} name="specimen">
          <Input code autoComplete="off" placeholder="Whole number" />
        </Field>
      </div>
    </NewSilenceDialog>
  );
}
