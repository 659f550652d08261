import { z } from 'zod';
import { callRoute } from '@/lib/entry/testing-requests';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { Container } from './contract';

export const Problem = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
  container: Container.nullish(),
  occupant: Container.nullish(),
  conflict: z.uuid().nullish(),
});

type Sent = Parameters<typeof callRoute>[1];

/** Calls a route of which a success is expected, and parses its answer by its contract. */
export async function answered<A extends z.ZodType>(
  endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, A>,
  sent: Sent,
): Promise<z.output<A>> {
  const { status, text } = await callRoute(endpoint, sent);
  if (status !== (endpoint.status ?? 200)) throw new Error(`${status}: ${text}`);
  return endpoint.answer.parse(JSON.parse(text));
}

/** Calls a route of which a refusal is expected. */
export async function refused(endpoint: Endpoint, sent: Sent) {
  const { status, text } = await callRoute(endpoint, sent);
  if (status < 400) throw new Error(`${status}: ${text}`);
  const problem = Problem.parse(JSON.parse(text));
  return { status, ...problem, fields: problem.errors.map(({ field }) => field) };
}
