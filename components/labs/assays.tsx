'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import type { Assay } from '@/lib/labs/assays/contract';
import { type AnalyteChoice, AnalytePicker } from './analyte-picker';
import { Catalogue, type CataloguePage } from './catalogue';
import { AutoverifiedShare } from './autoverified-share';
import { allOf, lineOf, textOf } from './form-values';
import { AUTOVERIFICATION_RULE } from './setting-words';

type Offered = {
  departments: string[];
  analytes: AnalyteChoice[];
  /** By code, how much of what was released lately the system verified. */
  shares: Record<string, { share: number | null; total: number }>;
};

/** What the lab measures, for an admin. */
export function Assays({ departments, analytes, shares, ...page }: CataloguePage<Assay> & Offered) {
  return (
    <Catalogue
      {...page}
      title="Assays"
      description="What can be ordered on a specimen. Files and orders name assays by their code."
      one="assay"
      many="assays"
      keyOf={({ code }) => code}
      columns={[
        { label: 'Name', cell: ({ name }) => name },
        { label: 'Department', cell: ({ department }) => department },
        { label: 'LOINC', wide: true, cell: ({ loinc }) => loinc },
        {
          label: 'Analytes',
          wide: true,
          cell: ({ analytes: codes }) =>
            codes.length > 4
              ? `${codes.slice(0, 3).join(', ')} and ${codes.length - 3} more`
              : codes.join(', '),
        },
        {
          label: 'Verified by the system, 30 days',
          wide: true,
          cell: ({ code, autoverify }) => (
            <AutoverifiedShare
              on={autoverify}
              share={shares[code]?.share}
              n={shares[code]?.total}
            />
          ),
        },
      ]}
      fields={(row) => (
        <>
          <Field label="Code" name="code" hint="As files and orders call it." required>
            <Input code defaultValue={row?.code} maxLength={64} autoComplete="off" />
          </Field>
          <Field label="Name" name="name" required>
            <Input defaultValue={row?.name} maxLength={120} autoComplete="off" />
          </Field>
          <Field label="Department" name="department" optional>
            <Select
              placeholder="None"
              defaultValue={row?.department ?? ''}
              options={withPresent(departments, row?.department).map((name) => ({
                value: name,
                label: name,
              }))}
            />
          </Field>
          <Field
            label="LOINC"
            name="loinc"
            hint="Such as 2951-2; the last digit is checked."
            optional
          >
            <Input code defaultValue={row?.loinc ?? ''} maxLength={12} autoComplete="off" />
          </Field>
          <AnalytePicker name="analytes" offered={analytes} present={row?.analytes ?? []} />
          <Checkbox
            name="autoverify"
            label="Autoverification"
            hint={`${AUTOVERIFICATION_RULE} An assay that lists no analytes is never complete.`}
            defaultChecked={row?.autoverify ?? false}
          />
        </>
      )}
      read={(data) => ({
        code: lineOf(data, 'code'),
        name: lineOf(data, 'name'),
        department: textOf(data, 'department'),
        loinc: textOf(data, 'loinc'),
        analytes: allOf(data, 'analytes'),
        autoverify: data.has('autoverify'),
      })}
      retiring="It can no longer be ordered."
    />
  );
}

/** A retired department stays a choice for the assays that have it. */
function withPresent(offered: string[], present: string | null | undefined): string[] {
  return present && !offered.includes(present) ? [present, ...offered] : offered;
}
