import { z } from 'zod';
import { loincField } from '@/lib/labs/loinc-field';
import { clearableLine, codeField, lineField, nameField } from '@/lib/platform/http/named-list';

const limit = z.number({ error: 'must be a number' }).nullable();

export const Analyte = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  loinc: z.string().nullable(),
  unit: z.string().nullable(),
  reference_low: z.number().nullable(),
  reference_high: z.number().nullable(),
  critical_low: z.number().nullable(),
  critical_high: z.number().nullable(),
  critical_codes: z
    .array(z.string())
    .describe('Text or coded values that are critical, such as POSITIVE.'),
  active: z.boolean(),
});
export type Analyte = z.output<typeof Analyte>;

export const NewAnalyte = z.strictObject({
  code: codeField,
  name: nameField,
  loinc: loincField,
  unit: clearableLine(32),
  reference_low: limit.optional(),
  reference_high: limit.optional(),
  critical_low: limit.optional(),
  critical_high: limit.optional(),
  critical_codes: z
    .array(lineField(64))
    .max(50, 'must have at most 50 values')
    .transform((codes) => [...new Set(codes)])
    .optional(),
});
export type NewAnalyte = z.output<typeof NewAnalyte>;

export const AnalyteChange = z.strictObject({
  ...NewAnalyte.partial().shape,
  active: z.boolean().optional(),
});
export type AnalyteChange = z.output<typeof AnalyteChange>;
