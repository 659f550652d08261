import { z } from 'zod';
import type { Permission } from '../access/permissions';
import { defineEndpoint } from './endpoint';
import { listAnswer, listQueryShape } from './page-of-list';

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** A line of text as people type it: trimmed, not empty, no line breaks. */
export function lineField(maxLength: number) {
  return z
    .string({ error: 'must be text' })
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .refine((text) => !CONTROL.test(text), 'must not contain line breaks or control characters');
}

export const codeField = lineField(64);
export const nameField = lineField(120);

/** Optional text that null clears. */
export function clearableLine(maxLength: number) {
  return lineField(maxLength).nullable().optional();
}

/** `?q=` looks into codes and names, `?active=` leaves out retired ones or the others. */
export const namedListQuery = z.strictObject({
  ...listQueryShape,
  q: z.string().trim().max(120).optional(),
  active: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .optional(),
});
export type NamedListQuery = z.output<typeof namedListQuery>;

const key = z.string().min(1).max(200);
export const byCode = z.object({ code: key });
export const byName = z.object({ name: key });

/** The same, for a question asked by a page: everything optional. */
export function namedListQueryOf(given: z.input<typeof namedListQuery>): NamedListQuery {
  return namedListQuery.parse(given);
}

/** List, create and change of things that are known by a code or a name and never deleted. */
export function namedEndpoints<
  P extends z.ZodObject,
  R extends z.ZodType,
  N extends z.ZodType,
  C extends z.ZodType,
>(described: {
  tag: string;
  path: `/${string}`;
  one: string;
  many: string;
  params: P;
  read: Permission;
  write: Permission;
  row: R;
  create: N;
  change: C;
}) {
  const { tag, path, one, many, params, read, write, row, create, change } = described;
  const by = Object.keys(params.shape)[0] ?? 'code';
  return {
    list: defineEndpoint({
      method: 'GET',
      path,
      tag,
      summary: `List ${many}`,
      description: `In the order of their ${by}, retired ones included unless active=true.`,
      may: read,
      query: namedListQuery,
      answer: listAnswer(row),
    }),
    create: defineEndpoint({
      method: 'POST',
      path,
      tag,
      summary: `Create ${one}`,
      description: `A ${by} that is taken, capitals aside, is 409 already_exists.`,
      may: write,
      status: 201,
      body: create,
      answer: row,
    }),
    change: defineEndpoint({
      method: 'PATCH',
      path: `${path}/{${by}}`,
      tag,
      summary: `Change ${one}`,
      description: 'Fields left out stay as they are. active=false retires; nothing is deleted.',
      may: write,
      params,
      body: change,
      answer: row,
    }),
  };
}
