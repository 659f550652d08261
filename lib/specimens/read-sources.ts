import { z } from 'zod';

const Sources = z.record(z.string(), z.string()).catch({});

/** Who gave each field, as a row keeps it. */
export function readSources(stored: unknown): Record<string, string> {
  return Sources.parse(stored);
}
