'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Device } from '@/lib/devices/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf } from './form-values';

/** The devices of a lab by name and type, for an admin. */
export function Devices(given: CataloguePage<Device>) {
  const types = [...new Set(given.page.data.map(({ type }) => type))].sort();
  return (
    <>
      <Catalogue
        {...given}
        title="Devices"
        description="Instruments and stations that tests run on. Files and keys name them."
        one="device"
        many="devices"
        keyOf={({ name }) => name}
        columns={[{ label: 'Type', cell: ({ type }) => type }]}
        fields={(row) => (
          <>
            <Field label="Name" name="name" hint="As files and messages call it." required>
              <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
            </Field>
            <Field label="Type" name="type" hint="Such as analyser, centrifuge, reader." required>
              <Input
                defaultValue={row?.type}
                maxLength={64}
                autoComplete="off"
                list="device-types"
              />
            </Field>
          </>
        )}
        read={(data) => ({ name: lineOf(data, 'name'), type: lineOf(data, 'type') })}
        retiring="It is no longer offered for new work."
      />
      <datalist id="device-types">
        {types.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
    </>
  );
}
