'use client';

import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import type { Analyte } from '@/lib/labs/analytes/contract';
import { Catalogue, type CataloguePage } from './catalogue';
import { lineOf, listOf, numberOf, textOf } from './form-values';

function rangeOf(low: number | null, high: number | null): string | null {
  if (low === null && high === null) return null;
  if (low === null) return `≤ ${high}`;
  return high === null ? `≥ ${low}` : `${low} – ${high}`;
}

function criticalOf(analyte: Analyte): string | null {
  const { critical_low: low, critical_high: high, critical_codes: codes } = analyte;
  const parts = [low === null ? '' : `< ${low}`, high === null ? '' : `> ${high}`, ...codes];
  return parts.filter((part) => part !== '').join(' · ') || null;
}

const LIMITS = [
  { name: 'critical_low', label: 'Critical low' },
  { name: 'reference_low', label: 'Reference low' },
  { name: 'reference_high', label: 'Reference high' },
  { name: 'critical_high', label: 'Critical high' },
] as const;

/** What assays measure, with units and limits, for an admin. */
export function Analytes(page: CataloguePage<Analyte>) {
  return (
    <Catalogue
      {...page}
      title="Analytes"
      description="What assays measure: the unit, the reference range, and what counts as critical."
      one="analyte"
      many="analytes"
      keyOf={({ code }) => code}
      columns={[
        { label: 'Name', cell: ({ name }) => name },
        { label: 'Unit', cell: ({ unit }) => unit },
        {
          label: 'Reference',
          numeric: true,
          cell: ({ reference_low: low, reference_high: high }) => rangeOf(low, high),
        },
        { label: 'Critical', wide: true, numeric: true, cell: criticalOf },
        { label: 'LOINC', wide: true, cell: ({ loinc }) => loinc },
      ]}
      fields={(row) => <AnalyteFields row={row} />}
      read={(data) => ({
        code: lineOf(data, 'code'),
        name: lineOf(data, 'name'),
        unit: textOf(data, 'unit'),
        loinc: textOf(data, 'loinc'),
        ...Object.fromEntries(LIMITS.map(({ name }) => [name, numberOf(data, name)])),
        critical_codes: listOf(data, 'critical_codes'),
      })}
      retiring="It is no longer offered for assays and new results."
    />
  );
}

function AnalyteFields({ row }: { row: Analyte | null }) {
  return (
    <>
      <div className="grid gap-4 xs:grid-cols-2">
        <Field label="Code" name="code" required>
          <Input code defaultValue={row?.code} maxLength={64} autoComplete="off" />
        </Field>
        <Field label="Unit" name="unit" optional>
          <Input defaultValue={row?.unit ?? ''} maxLength={32} autoComplete="off" />
        </Field>
      </div>
      <Field label="Name" name="name" required>
        <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
      </Field>
      <Field label="LOINC" name="loinc" hint="Such as 2951-2; the last digit is checked." optional>
        <Input code defaultValue={row?.loinc ?? ''} maxLength={12} autoComplete="off" />
      </Field>
      <fieldset>
        <legend className="text-dense font-medium">Limits</legend>
        <p className="mt-0.5 text-xs text-muted">
          From critical low up to critical high; leave empty what does not apply.
        </p>
        <div className="mt-2 grid grid-cols-2 gap-4">
          {LIMITS.map(({ name, label }) => (
            <Field key={name} label={label} name={name}>
              <Input
                numeric
                inputMode="decimal"
                defaultValue={row?.[name] ?? ''}
                autoComplete="off"
              />
            </Field>
          ))}
        </div>
      </fieldset>
      <Field
        label="Critical values in words"
        name="critical_codes"
        hint="Results such as POSITIVE that are always critical; one a line."
        optional
      >
        <Textarea rows={3} defaultValue={row?.critical_codes.join('\n')} />
      </Field>
    </>
  );
}
