'use client';

import { PlugZap } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { LeaveButton } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { connectHref } from './addresses';

/** The button that leads to the page on which a device is connected, once it is chosen. */
export function ChooseDevice({
  labSlug,
  devices,
}: {
  labSlug: string;
  devices: readonly string[];
}) {
  const router = useRouter();
  const [device, setDevice] = useState(devices[0] ?? '');
  return (
    <Dialog
      size="sm"
      title="Connect an instrument"
      description="Its address, its secrets and a command to try it are on its own page."
      trigger={
        <Button variant="primary" icon={<PlugZap aria-hidden="true" />}>
          Connect an instrument
        </Button>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (device !== '') router.push(connectHref(labSlug, device));
        }}
      >
        <Field label="Device" name="device" required>
          <Select
            value={device}
            onChange={(event) => setDevice(event.target.value)}
            options={devices.map((name) => ({ value: name, label: name }))}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <LeaveButton />
          <Button type="submit" variant="primary">
            Go on
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
