import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { stateCodeField, STATE_MEANINGS, StateTable } from './state-table';

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

/** One statement about a device, by itself or by a person. */
export const NewState = z
  .strictObject({
    code: stateCodeField.nullish().describe('HL7 table 0365, such as OP, ES or MA.'),
    at: timeField.nullish().describe('When it came about; now unless it is given.'),
    reason: lineField(500).nullish(),
    held: z
      .boolean()
      .nullish()
      .describe('Holds over what the device says until it is cleared: so is a person’s state.'),
    clears: z.boolean().nullish().describe('Ends the state that is held; names no code.'),
  })
  .superRefine(({ code, held, clears }, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [field] });
    const named = code !== null && code !== undefined;
    if (clears === true && named) wrong('code', 'must be left out where a held state is cleared');
    if (clears === true && held === true) wrong('held', 'must be left out where it is cleared');
    if (clears !== true && !named) wrong('code', 'must name a state of HL7 table 0365');
  });
export type NewState = z.output<typeof NewState>;

export const StateChangeAnswer = z.object({
  id: z.uuid(),
  code: z.string().nullable().describe('null where it cleared a held state.'),
  held: z.boolean(),
  clears: z.boolean(),
  at: timeAnswer,
  recorded_at: timeAnswer,
  reason: z.string().nullable(),
  source: z.string(),
  actor: z.string(),
});
export type StateChangeAnswer = z.output<typeof StateChangeAnswer>;

/** What a device is now, by the lab's table. */
export const StateNowAnswer = z.object({
  kind: z.enum(['up', 'idle', 'unplanned', 'planned', 'unknown']),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  limited: z.boolean().describe('Up, but not for everything.'),
  held: z.boolean().describe('A person’s state holds over what the device says.'),
  since: timeAnswer.nullable(),
});
export type StateNowAnswer = z.output<typeof StateNowAnswer>;

export const StateChangesQuery = z.strictObject(listQueryShape);
export type StateChangesQuery = z.output<typeof StateChangesQuery>;

export const StateChangesAnswer = listAnswer(StateChangeAnswer).extend({
  now: StateNowAnswer.nullable().describe('null for a device that was retired.'),
});
export type StateChangesAnswer = z.output<typeof StateChangesAnswer>;
