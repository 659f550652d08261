import { z } from 'zod';
import { timeField } from '@/lib/platform/http/time-field';
import { SPECIMEN_NUMBER } from '../contract';
import { TransitionRequest } from '../transitions/transition-contract';

/** Stands in a log for a tube that was announced: it makes an expected specimen. */
export const EXPECT = 'expect';

const { action, device, error_code, rejection_reason, reason, comment, assays } =
  TransitionRequest.shape;

/** One row of a paper log, ready to be entered. */
export const LogRow = z.strictObject({
  specimen_id: z.string().regex(SPECIMEN_NUMBER, 'must be the number of a specimen'),
  action,
  occurred_at: timeField,
  device,
  error_code,
  rejection_reason,
  reason,
  comment,
  assays: assays.describe('Whose tests are meant; of a new specimen, what is ordered.'),
});
export type LogRow = z.output<typeof LogRow>;

/** What came of a row. */
export type EnteredRow = { specimen_id: string; state: string; created: boolean };
