import { takingTurns } from '@/lib/platform/jobs/take-turns';

/**
 * What people ask for by hand of a lab, by its id: an evaluation, a dry run. One that waits for its
 * turn in the database holds a connection meanwhile, and all pages have ten.
 */
export const inTurn = takingTurns(4);
