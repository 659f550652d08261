import { z } from 'zod';
import { STATE_MEANINGS, StateTable } from './state-table';

/** The lab's table of device states, as the interface gives it. */
export const StateTableAnswer = z.object({
  meanings: z
    .record(z.string(), z.enum(STATE_MEANINGS))
    .describe('By code in capitals; any other code is unknown.'),
  transient_minutes: z.int().describe('How long a transient state is up.'),
});
export type StateTableAnswer = z.output<typeof StateTableAnswer>;

export const StateTableChange = z.strictObject({
  meanings: StateTable.shape.meanings.unwrap().optional(),
  transient_minutes: StateTable.shape.transientMinutes.unwrap().optional(),
});
export type StateTableChange = z.output<typeof StateTableChange>;
