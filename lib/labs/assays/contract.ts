import { z } from 'zod';
import { loincField } from '@/lib/labs/loinc-field';
import { clearableLine, codeField, nameField } from '@/lib/platform/http/named-list';

export const Assay = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  department: z.string().nullable().describe('The name of a department.'),
  loinc: z.string().nullable(),
  analytes: z.array(z.string()).describe('Codes of its analytes, in the order of the report.'),
  autoverify: z
    .boolean()
    .describe('The system verifies and publishes a test that needs nobody’s eyes.'),
  active: z.boolean(),
});
export type Assay = z.output<typeof Assay>;

export const NewAssay = z.strictObject({
  code: codeField,
  name: nameField,
  department: clearableLine(120).describe('The name of a department; null for none.'),
  loinc: loincField,
  analytes: z
    .array(codeField)
    .max(200, 'must have at most 200 analytes')
    .refine(
      (codes) => new Set(codes.map((code) => code.toLowerCase())).size === codes.length,
      'must name each analyte once',
    )
    .optional()
    .describe('Codes of its analytes, in the order of the report.'),
  autoverify: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .describe(
      'Off unless given. On: complete, all final, every flag N, none critical, no device error – ' +
        'then the system verifies and publishes.',
    ),
});
export type NewAssay = z.output<typeof NewAssay>;

export const AssayChange = z.strictObject({
  ...NewAssay.partial().shape,
  active: z.boolean().optional(),
});
export type AssayChange = z.output<typeof AssayChange>;
