import { z } from 'zod';

const Problem = z.object({
  detail: z.string(),
  request_id: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Refusal = { detail: string; requestId?: string };

const OFFLINE: Refusal = { detail: 'The server could not be reached. Try again.' };

/** What a problem document says, for people. */
export function refusalOf(text: string): Refusal {
  try {
    const problem = Problem.parse(JSON.parse(text));
    return { detail: problem.detail, requestId: problem.request_id };
  } catch {
    return OFFLINE;
  }
}

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** A request to our own interface in a lab; what is refused is thrown as `Refused`. */
export async function send<S extends z.ZodType>(
  labSlug: string,
  path: string,
  answer: S,
  init: RequestInit = {},
): Promise<z.output<S>> {
  const response = await fetch(`/api/v1${path}`, {
    ...init,
    headers: {
      'x-lab': labSlug,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
  }).catch(() => {
    throw new Refused(OFFLINE);
  });
  const text = await response.text();
  if (!response.ok) throw new Refused(refusalOf(text));
  return answer.parse(JSON.parse(text));
}
