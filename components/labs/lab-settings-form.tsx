'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { LabProfile } from '@/lib/labs/profile/contract';
import type { RowAction } from './catalogue-sheet';
import { lineOf, numberOf, textOf } from './form-values';
import { FOUR_EYES, PUBLISH_FOLLOWS_VERIFY } from './setting-words';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What an admin sets of the lab itself. */
export function LabSettingsForm({
  labSlug,
  profile,
  timeZones,
  change,
}: {
  labSlug: string;
  profile: LabProfile;
  timeZones: string[];
  change: RowAction<LabProfile>;
}) {
  const [zone, setZone] = useState(profile.time_zone);
  const { run, pending, result } = useAction(change, labSlug);
  const router = useRouter();
  const toast = useToast();
  const refused = result?.ok === false ? result : null;

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const answer = await run({
      name: lineOf(data, 'name'),
      time_zone: zone,
      time_zone_confirmed: data.has('time_zone_confirmed'),
      first_weekday: Number(data.get('first_weekday')),
      idle_minutes: numberOf(data, 'idle_minutes'),
      lis_link_template: textOf(data, 'lis_link_template'),
      four_eyes: data.has('four_eyes'),
      publish_follows_verify: data.has('publish_follows_verify'),
      critical_minutes: numberOf(data, 'critical_minutes'),
      missing_after_minutes: numberOf(data, 'missing_after_minutes'),
      unknown_specimens: data.has('unknown_specimens') ? 'create' : 'quarantine',
    });
    if (!answer.ok) return;
    toast({ title: 'Settings saved' });
    router.refresh();
  };

  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <FormErrors errors={refused?.fields}>
        <div className="grid gap-5">
          {refused && refused.fields.length === 0 ? (
            <Alert tone="danger" live>
              {refused.message}
            </Alert>
          ) : null}
          <Field label="Name" name="name" required>
            <Input defaultValue={profile.name} maxLength={120} autoComplete="off" />
          </Field>
          <Field
            label="Time zone"
            name="time_zone"
            hint="Days, weekdays and hours are counted in it, and times shown."
            required
          >
            <Select
              value={zone}
              onChange={({ target }) => setZone(target.value)}
              options={timeZones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            />
          </Field>
          {zone === profile.time_zone ? null : (
            <Alert tone="warning" title="Past figures will move to other days" live>
              <p>
                No stored time changes. But what was released at 23:30 may belong to the next day
                afterwards, so figures by day, weekday and hour, of the past too, will not be those
                of earlier reports.
              </p>
              <Checkbox
                name="time_zone_confirmed"
                label="Count all days anew in this time zone"
                className="mt-2"
              />
            </Alert>
          )}
          <Field
            label="First day of the week"
            name="first_weekday"
            hint="Where a week begins in figures by week."
            required
          >
            <Select
              defaultValue={profile.first_weekday}
              options={WEEKDAYS.map((label, index) => ({ value: String(index + 1), label }))}
            />
          </Field>
          <Field
            label="Sign out after"
            name="idle_minutes"
            hint="Minutes without a click, 5 to 720. Whoever belongs to several labs has the shortest."
            required
          >
            <Input
              numeric
              className="max-w-32"
              inputMode="numeric"
              defaultValue={profile.idle_minutes}
              autoComplete="off"
            />
          </Field>
          <Field
            label="Link into the LIS"
            name="lis_link_template"
            hint="An address with {specimen_id} in it, shown on each specimen."
            optional
          >
            <Input
              code
              defaultValue={profile.lis_link_template ?? ''}
              placeholder="https://lis.example.org/specimen/{specimen_id}"
              autoComplete="off"
            />
          </Field>
          <Field
            label="Critical results handled within"
            name="critical_minutes"
            hint="Minutes from when a critical result is here until somebody has read it back, 1 to 1440."
            required
          >
            <Input
              numeric
              className="max-w-32"
              inputMode="numeric"
              defaultValue={profile.critical_minutes}
              autoComplete="off"
            />
          </Field>
          <Field
            label="Missing after"
            name="missing_after_minutes"
            hint="Minutes from collection after which a specimen that has not come is missing, 1 to 10080. A location can have its own."
            required
          >
            <Input
              numeric
              className="max-w-32"
              inputMode="numeric"
              defaultValue={profile.missing_after_minutes}
              autoComplete="off"
            />
          </Field>
          <Checkbox
            name="four_eyes"
            label={FOUR_EYES.label}
            hint={FOUR_EYES.hint}
            defaultChecked={profile.four_eyes}
          />
          <Checkbox
            name="publish_follows_verify"
            label={PUBLISH_FOLLOWS_VERIFY.label}
            hint={PUBLISH_FOLLOWS_VERIFY.hint}
            defaultChecked={profile.publish_follows_verify}
          />
          <Checkbox
            name="unknown_specimens"
            label="Instruments create specimens that nobody entered"
            hint="When one reports work on a number that is not known here. Otherwise its message waits in the inbox until the specimen appears."
            defaultChecked={profile.unknown_specimens === 'create'}
          />
          <div>
            <Button type="submit" variant="primary" pending={pending}>
              Save settings
            </Button>
          </div>
        </div>
      </FormErrors>
    </form>
  );
}
