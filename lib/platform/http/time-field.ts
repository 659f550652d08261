import { z } from 'zod';

const EARLIEST = new Date('1900-01-01T00:00:00Z');
const TOO_LATE = new Date('+010000-01-01T00:00:00Z');

/** An instant in a request: ISO 8601 with an offset, as a Date. One without an offset is refused. */
export const timeField = z.iso
  .datetime({
    offset: true,
    error: 'must be a time with an offset, such as 2026-03-01T08:30:00+01:00 or …Z',
    // What compares times would be handed the text.
    abort: true,
  })
  .transform((text) => new Date(text))
  // PostgreSQL knows no year 0, and reads five digits otherwise; what is older is a slip.
  .refine((at) => at >= EARLIEST && at < TOO_LATE, 'must be of the years 1900 to 9999 in UTC');

/** An instant in an answer: ISO 8601 in UTC with milliseconds. */
export const timeAnswer = z.iso.datetime();
