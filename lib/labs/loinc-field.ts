import { z } from 'zod';
import { loincFault } from './loinc';

/** A LOINC code whose check digit fits; null clears it. */
export const loincField = z
  .string()
  .trim()
  .superRefine((text, refusal) => {
    const fault = loincFault(text);
    if (fault !== null) refusal.addIssue({ code: 'custom', message: fault });
  })
  .nullable()
  .optional();
