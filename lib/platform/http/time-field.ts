import { z } from 'zod';

/** An instant in a request: ISO 8601 with an offset, as a Date. One without an offset is refused. */
export const timeField = z.iso
  .datetime({
    offset: true,
    error: 'must be a time with an offset, such as 2026-03-01T08:30:00+01:00 or …Z',
  })
  .transform((text) => new Date(text));

/** An instant in an answer: ISO 8601 in UTC with milliseconds. */
export const timeAnswer = z.iso.datetime();
