import { setImmediate } from 'node:timers/promises';
import { labSettings } from '@/lib/labs/settings';
import { mayGoAgain } from '@/lib/containers/places/may-go-again';
import { isConnectionLost } from '@/lib/platform/db/connection-lost';
import { violatedConstraint } from '@/lib/platform/db/duplicate-row';
import { readDueRules } from '@/lib/specimens/due-rules';
import { readLabRules } from '@/lib/specimens/lab-rules';
import type { Applied, ApplyMessages } from '../inbox/stored-message';
import type { MappingTable } from '../mapping/contract';
import { tableOf } from '../mapping/read-mapping';
import { applyAlone } from './apply-alone';
import { type Applying, applyBatch } from './apply-batch';
import { isCalled } from './apply-event';
import { mayCreate } from './create-unknown';
import { eventsOf, type Heard, readStored } from './read-stored';
import { numbersOf } from './wanted-names';

/** How often a transaction begins anew that the database found in a deadlock. */
const ATTEMPTS = 5;

type Part = { heard: readonly Heard[]; isAlone: boolean };

/** Whether a message does what only verbs do, or creates its specimen: it has a transaction to itself. */
function standsAlone(heard: Heard, creates: (number: string[]) => boolean): boolean {
  if (heard.message.appliedAt !== null) return false;
  return eventsOf(heard).some(
    (event) => isCalled(event) || (mayCreate(event) && creates(numbersOf(event))),
  );
}

/** The numbers that would have to be created, where the lab has it so. */
async function createdBy(
  { db, order }: Applying,
  batch: readonly Heard[],
): Promise<(numbers: string[]) => boolean> {
  if (order.settings.unknownSpecimens !== 'create') return () => false;
  const numbers = batch.flatMap(eventsOf).flatMap(numbersOf);
  const rows = await db.specimen.findMany({
    where: { number: { in: [...new Set(numbers)] } },
    select: { number: true },
  });
  const known = new Set(rows.map(({ number }) => number));
  return (names) => !names.some((number) => known.has(number));
}

/** So many events are planned together; a message of more has its transaction to itself. */
const MOST_EVENTS = 2_000;

/** Messages in their order: those that are planned together, and those that stand alone. */
function partsOf(batch: readonly Heard[], creates: (numbers: string[]) => boolean): Part[] {
  const parts: { heard: Heard[]; isAlone: boolean; events: number }[] = [];
  for (const heard of batch) {
    const isAlone = standsAlone(heard, creates);
    const events = eventsOf(heard).length;
    const last = parts.at(-1);
    if (last && !last.isAlone && !isAlone && last.events + events <= MOST_EVENTS) {
      last.heard.push(heard);
      last.events += events;
    } else parts.push({ heard: [heard], isAlone, events });
  }
  return parts;
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isTaken = violatedConstraint(error) === 'specimens_lab_id_number_key';
      if (attempt >= ATTEMPTS || !(isTaken || mayGoAgain(error))) throw error;
    }
  }
}

/** Reading so many bytes takes a moment that nothing else should have to wait for. */
const READ_AT_A_TIME = 256 * 1024;

/** What messages say, read with room for other work in between. */
async function readAll(
  messages: Parameters<ApplyMessages>[2],
  table: MappingTable,
  labTimeZone: string,
): Promise<Heard[]> {
  const batch: Heard[] = [];
  let bytes = 0;
  for (const message of messages) {
    bytes += message.bytes.byteLength;
    if (bytes > READ_AT_A_TIME) {
      await setImmediate();
      bytes = 0;
    }
    batch.push(readStored(message, table, labTimeZone));
  }
  return batch;
}

/** One transaction for all; where it fails, one for each, so that only the bad one is left. */
async function applyPart(applying: Applying, { heard, isAlone }: Part): Promise<Applied> {
  const [first] = heard;
  if (isAlone && first) {
    try {
      return { settled: await again(() => applyAlone(applying, first)) };
    } catch (error) {
      return { settled: 0, failed: { id: first.message.id, error } };
    }
  }
  try {
    return { settled: await again(() => applyBatch(applying, heard)) };
  } catch (error) {
    if (first && (heard.length === 1 || isConnectionLost(error))) {
      return { settled: 0, failed: { id: first.message.id, error } };
    }
  }
  let settled = 0;
  for (const one of heard) {
    const applied = await applyPart(applying, { heard: [one], isAlone: false });
    settled += applied.settled;
    if (applied.failed) return { settled, failed: applied.failed };
  }
  return { settled };
}

/**
 * Reads and applies messages of one device in their order: each with its effects and how it fared in
 * one transaction, many in the same where they can be planned together. Whatever can never work is
 * quarantined with its reason; what failed for a moment's reason is left, with those after it.
 */
export const applyMessages: ApplyMessages = async (base, device, messages) => {
  const [rules, { settings }, stored] = await Promise.all([
    readLabRules(base),
    base.db.lab.findFirstOrThrow({ where: { id: base.lab.id }, select: { settings: true } }),
    base.db.deviceMapping.findFirst({ where: { deviceId: device.id }, select: { table: true } }),
  ]);
  const dueRules = await readDueRules(base, rules.headline);
  const table = tableOf(stored?.table ?? null);
  const order = { rules, dueRules, settings: labSettings(settings) };
  const applying: Applying = { ...base, device, order };
  const batch = await readAll(messages, table, base.lab.timeZone);
  let settled = 0;
  for (const part of partsOf(batch, await createdBy(applying, batch))) {
    const applied = await applyPart(applying, part);
    settled += applied.settled;
    if (applied.failed) return { settled, failed: applied.failed };
  }
  return { settled };
};
