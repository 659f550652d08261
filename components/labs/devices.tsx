'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Device } from '@/lib/devices/contract';
import { TextLink } from '@/components/ui/link-button';
import { deviceHref } from '@/components/containers/addresses';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf, numberOf } from './form-values';

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
        columns={[
          { label: 'Type', cell: ({ type }) => type },
          { label: 'Positions', cell: ({ slots }) => slots.toLocaleString('en'), numeric: true },
          {
            label: 'Heartbeat',
            cell: ({ heartbeat_seconds: seconds }) =>
              seconds === null ? (
                <span className="text-muted">–</span>
              ) : (
                `${seconds.toLocaleString('en')} s`
              ),
            numeric: true,
            wide: true,
          },
          {
            label: 'Page',
            cell: ({ name }) => (
              <TextLink href={deviceHref(given.labSlug, name)} aria-label={`${name}: its page`}>
                Details
              </TextLink>
            ),
          },
        ]}
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
            <Field
              label="Positions"
              name="slots"
              hint="How many containers can stand on it; they are counted from 0."
            >
              <Input
                defaultValue={row?.slots ?? 0}
                type="number"
                inputMode="numeric"
                numeric
                min={0}
                max={2000}
              />
            </Field>
            <Field
              label="Heartbeat"
              name="heartbeat_seconds"
              optional
              hint="Seconds within which it is heard of; three times as long is silence."
            >
              <Input
                defaultValue={row?.heartbeat_seconds ?? undefined}
                type="number"
                inputMode="numeric"
                numeric
                min={1}
                max={86_400}
              />
            </Field>
          </>
        )}
        read={(data) => ({
          name: lineOf(data, 'name'),
          type: lineOf(data, 'type'),
          slots: numberOf(data, 'slots') ?? 0,
          heartbeat_seconds: numberOf(data, 'heartbeat_seconds'),
        })}
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
