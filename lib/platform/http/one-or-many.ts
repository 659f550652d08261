import { z } from 'zod';

/** What is refused is named as it was sent, one of many by its row: steps.17.device. */
function named(issue: z.core.$ZodIssue, before: readonly PropertyKey[]) {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: [...before, ...issue.path], message: issue.message }];
  }
  return issue.keys.map((key) => ({
    path: [...before, ...issue.path, key],
    message: 'is not known here; remove it or check its spelling',
  }));
}

/**
 * A body that is one thing, or an array of 1 to `most`. Errors of the array are named by `noun` and
 * row (`containers.17.position`), those of one thing by the field alone. Parsed it is
 * `{ many, rows }`.
 */
export function oneOrMany<T extends z.ZodType>(row: T, noun: string, most: number) {
  const { $schema, ...one } = z.toJSONSchema(row, { io: 'input', unrepresentable: 'any' });
  void $schema;
  return z
    .unknown()
    .transform((given, context): { many: boolean; rows: z.output<T>[] } => {
      const many = Array.isArray(given);
      const sent: readonly unknown[] = Array.isArray(given) ? given : [given];
      if (sent.length === 0 || sent.length > most) {
        const message = `must be one, or an array of 1 to ${most.toLocaleString('en')}`;
        context.addIssue({ code: 'custom', path: [noun], message });
        return z.NEVER;
      }
      const rows: z.output<T>[] = [];
      for (const [index, one] of sent.entries()) {
        const parsed = row.safeParse(one);
        if (parsed.success) {
          rows.push(parsed.data);
          continue;
        }
        for (const issue of parsed.error.issues) {
          for (const refused of named(issue, many ? [noun, index] : [])) {
            context.addIssue({ code: 'custom', ...refused });
          }
        }
        // The first rows at fault say enough.
        if (context.issues.length > 20) return z.NEVER;
      }
      return { many, rows };
    })
    .meta({ oneOf: [one, { type: 'array', items: one, minItems: 1, maxItems: most }] });
}
