import { z } from 'zod';

/** Whom the listener refused, and why. */
export const MllpRefusal = z.object({
  address: z.string(),
  /** MSH-3 and MSH-4 as they were said, null where they were not. */
  application: z.string().nullable(),
  facility: z.string().nullable(),
  /** Whose message it was, where that was known. */
  device: z.string().nullable(),
  /** `unknown` or `two_labs` where nobody is known by it, else the code of the error. */
  cause: z.string(),
  times: z.number(),
  /** ISO. */
  lastAt: z.string(),
});
export type MllpRefusal = z.output<typeof MllpRefusal>;

/** So many are told, the latest: whoever tries everything fills nothing. */
const MOST_REFUSALS = 20;
const SAID_LENGTH = 60;

let messages: Record<string, number> = {};
let refusals: MllpRefusal[] = [];

/** Counts one message by what was answered: accepted, duplicate, or the code of the refusal. */
export function countMllp(outcome: string): void {
  messages[outcome] = (messages[outcome] ?? 0) + 1;
}

/** Counts a refusal, and keeps whom it was for. */
export function noteRefusal(
  { application, facility, ...rest }: Omit<MllpRefusal, 'times' | 'lastAt'>,
  now: Date,
): void {
  countMllp(rest.cause);
  const short = (text: string | null) =>
    text?.replace(/\p{Cc}/gu, ' ').slice(0, SAID_LENGTH) ?? null;
  const noted = { application: short(application), facility: short(facility), ...rest };
  const isSame = (one: MllpRefusal) =>
    one.address === noted.address &&
    one.application === noted.application &&
    one.facility === noted.facility &&
    one.device === noted.device &&
    one.cause === noted.cause;
  const times = (refusals.find(isSame)?.times ?? 0) + 1;
  const others = refusals.filter((one) => !isSame(one));
  refusals = [{ ...noted, times, lastAt: now.toISOString() }, ...others].slice(0, MOST_REFUSALS);
}

/** What the listener of this process did since it was started. */
export function mllpReport(): { messages: Record<string, number>; refusals: MllpRefusal[] } {
  return { messages, refusals };
}

/** Forgets all of it, for tests. */
export function forgetMllp(): void {
  messages = {};
  refusals = [];
}
