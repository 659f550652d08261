import type { z } from 'zod';
import { givenParams, type GivenParams } from '@/lib/platform/http/page-address';

/** What an address asks for, or what is wrong with it in words for whoever opened it. */
export type ReadView<V> =
  { view: V; params: GivenParams; faults?: undefined } | { faults: string[]; view?: undefined };

/** Reads a page's address; parameters that are not its own are left alone. */
export async function readView<S extends z.ZodType>(
  schema: S,
  searchParams: Promise<GivenParams>,
): Promise<ReadView<z.output<S>>> {
  const params = givenParams(await searchParams);
  const parsed = schema.safeParse(params);
  if (parsed.success) return { view: parsed.data, params };
  return {
    faults: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  };
}
