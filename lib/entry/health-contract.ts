import { z } from 'zod';

/** The answer of GET /api/health; 200 when all is up, else 503 with the same shape. */
export const Health = z.object({
  status: z.enum(['ok', 'unavailable']),
  database: z.enum(['up', 'down']),
  jobs: z.enum(['up', 'down']).describe('Whether a worker is alive.'),
  version: z.string(),
  timestamp: z.iso.datetime(),
  notes: z.array(z.string()).optional().describe('What whoever runs this should know.'),
});
export type Health = z.output<typeof Health>;
