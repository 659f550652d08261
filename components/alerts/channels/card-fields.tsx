'use client';

import { Checkbox, RadioGroup } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { CARD_FIELDS, type CardSettings } from '@/lib/alerts/channels/card-settings';
import { CARD_FIELD_LABELS } from './channel-words';

/** What the cards of a channel show. */
export function CardFields({ present }: { present: CardSettings }) {
  return (
    <>
      <RadioGroup
        legend="Specimens"
        name="card.detail"
        defaultValue={present.detail}
        options={[
          {
            value: 'counts',
            label: 'Counts and a link alone',
            hint: 'Nothing that is sent names a specimen: people of a chat are not all people of the lab.',
          },
          { value: 'specimens', label: 'Specimen numbers too' },
        ]}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-dense font-medium">Its cards also show</legend>
        {CARD_FIELDS.map((field) => (
          <Checkbox
            key={field}
            name="card.fields"
            value={field}
            defaultChecked={present.fields.includes(field)}
            {...CARD_FIELD_LABELS[field]}
          />
        ))}
      </fieldset>
      <Field label="Of the worst and of the assays, at most" name="card.top" required>
        <Input numeric inputMode="numeric" className="max-w-24" defaultValue={present.top} />
      </Field>
    </>
  );
}
