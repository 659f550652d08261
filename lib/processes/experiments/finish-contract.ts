import { z } from 'zod';

/** What the button of an experiment's page sends. */
export const FinishOf = z.strictObject({ uuid: z.uuid() });
