import { z } from 'zod';
import { Correction, Dismissal, Reconciliation } from '../contract';

/** What the deck's forms send: the interface's bodies, with what they are about. */
export const CorrectionOf = Correction.safeExtend({ ref: z.string().min(1).max(200) });
export const ReconciliationOf = Reconciliation.extend({ id: z.uuid() });
export const DismissalOf = Dismissal.extend({ id: z.uuid() });
