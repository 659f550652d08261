'use client';

import { Field } from '@/components/ui/field';
import { Input, Select, Textarea } from '@/components/ui/input';
import type { ActionOptions } from '@/lib/specimens/transitions/action-options';
import type { ActionNeeds } from '@/lib/specimens/transitions/action-needs';

const GROUP_LABELS: Record<ActionOptions['rejectionReasons'][number]['group'], string> = {
  identification: 'Identification',
  container: 'Container',
  volume: 'Volume',
  quality: 'Quality',
  transport: 'Transport',
  other: 'Other',
};

/** The fields an action needs, and none besides. Names are those of a transition request. */
export function ActionFields({
  needs,
  deviceMissing,
  device,
  options,
}: {
  needs: ActionNeeds;
  /** Whether a device has to be named; else the tests keep theirs. */
  deviceMissing: boolean;
  /** The device chosen at first. */
  device: string;
  options: ActionOptions;
}) {
  return (
    <>
      {needs.device ? (
        <Field label="Device" name="device" required={deviceMissing} optional={!deviceMissing}>
          <Select
            placeholder={deviceMissing ? 'Choose a device' : 'The one it has'}
            options={options.devices}
            defaultValue={options.devices.some(({ value }) => value === device) ? device : ''}
          />
        </Field>
      ) : null}
      {needs.errorCode ? (
        <Field label="Error code" name="error_code" required>
          <Select placeholder="Choose an error code" options={options.errorCodes} />
        </Field>
      ) : null}
      {needs.rejectionReason ? (
        <>
          <Field label="Why it is rejected" name="rejection_reason" required>
            <Select placeholder="Choose a reason">
              {options.rejectionReasons.map(({ group, options: reasons }) => (
                <optgroup key={group} label={GROUP_LABELS[group]}>
                  {reasons.map((reason) => (
                    <option key={reason.value} value={reason.value}>
                      {reason.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          </Field>
          <Field label="Who was informed" name="informed" optional>
            <Input autoComplete="off" maxLength={200} placeholder="Ward 3, Dr Okafor" />
          </Field>
        </>
      ) : null}
      {needs.reason ? (
        <Field label="Reason" name="reason" required>
          <Textarea rows={2} maxLength={2000} />
        </Field>
      ) : null}
    </>
  );
}
