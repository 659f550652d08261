import { Counter, register } from 'prom-client';

const NAME = 'benchwatch_instrument_messages_total';
const holder: typeof globalThis & { benchwatchMessagesReceived?: Counter<'outcome'> } = globalThis;

/** accepted, duplicate, unproved, or the code of the refusal. */
export function countReceived(outcome: string): void {
  holder.benchwatchMessagesReceived ??= new Counter({
    name: NAME,
    help: 'Instrument messages that arrived at this process, by what was answered.',
    labelNames: ['outcome'],
    registers: [register],
  });
  holder.benchwatchMessagesReceived.inc({ outcome });
}
