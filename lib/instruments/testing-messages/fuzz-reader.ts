import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seededRandom } from '@/lib/demo/random';
import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { type InstrumentEvent, type ReadMessage, UnreadableMessage } from '../event';
import { cpuMilliseconds } from './cpu-time';
import { mutateBytes } from './mutate-bytes';
import type { Sample } from './sample';

/** Puts faults into a message; `other` is another one, `unit` says which. */
export type Mutate = (original: Uint8Array, other: Uint8Array, unit: () => number) => Uint8Array;

/** What came of many mutations of messages. */
export type FuzzFigures = {
  samples: number;
  mutations: number;
  /** How many were read all the same; the others were refused. */
  read: number;
  /** Refusals by their code. */
  refused: Record<string, number>;
  events: number;
  seconds: number;
  slowestMs: number;
  slowestBytes: number;
  /** Bytes of the heap in use, garbage collected: after a tenth of them, and at the end. */
  heapAfterWarmUp: number;
  heapAtEnd: number;
};

/** A mutation that made something else of the reader than events or a refusal. */
export class FuzzFault extends Error {
  constructor(
    readonly what: string,
    readonly seed: number,
    readonly nth: number,
    readonly bytes: Uint8Array,
    options?: ErrorOptions,
  ) {
    const shown = JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 1_000));
    super(`Mutation ${nth} of seed ${seed}: ${what}\n${shown}`, options);
  }
}

/** No message takes longer, however it is broken; the mutations stay below 64 KiB. */
const MOST_MS = 500;
/** … and what takes longer than most is measured again. */
const LOOKED_AT_MS = 20;
/** Heaps breathe: what grows with every message is far more after so many. */
const HEAP_TOLERANCE = 12 * 1024 * 1024;

const collector = (() => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  return typeof collect === 'function' ? () => void collect() : () => {};
})();

function heapInUse(): number {
  collector();
  collector();
  return process.memoryUsage().heapUsed;
}

/** Text that the database cannot keep, or a time that is none; null where there is neither. */
function flawOf(value: unknown): string | null {
  if (typeof value === 'string') {
    return /[\u0000\p{Surrogate}]/u.test(value) ? 'text with NUL or half a character' : null;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'a time that is none' : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const inner of Object.values(value)) {
    const flaw = flawOf(inner);
    if (flaw !== null) return flaw;
  }
  return null;
}

function badNumber(event: InstrumentEvent): string | null {
  if (!('specimen' in event) || typeof event.specimen !== 'object' || event.specimen === null) {
    return null;
  }
  const { number, alternatives } = event.specimen;
  const bad = [number, ...alternatives].find((one) => !SPECIMEN_NUMBER.test(one));
  return bad === undefined ? null : `a specimen number that can be none: ${bad}`;
}

function flawOfMessage({ events, kind, controlId, remarks }: ReadMessage): string | null {
  for (const event of events) {
    const flaw = flawOf(event) ?? badNumber(event);
    if (flaw !== null) return `${event.kind} has ${flaw}`;
  }
  const flaw = flawOf([kind, controlId, remarks]);
  return flaw === null ? null : `the message has ${flaw}`;
}

/**
 * Reads `mutations` messages, each a sample with some faults put into it, and throws a FuzzFault for
 * the first that makes the reader throw anything but UnreadableMessage, take longer than half a
 * second, give what the database cannot keep, or hold memory. The same seed gives the same messages.
 */
export function fuzzReader(
  samples: readonly Sample[],
  read: (bytes: Uint8Array) => ReadMessage,
  mutations: number,
  seed: number,
  mutate: Mutate = mutateBytes,
): FuzzFigures {
  const figures: FuzzFigures = {
    samples: samples.length,
    mutations,
    read: 0,
    refused: {},
    events: 0,
    seconds: 0,
    slowestMs: 0,
    slowestBytes: 0,
    heapAfterWarmUp: 0,
    heapAtEnd: 0,
  };
  const began = performance.now();
  const warm = Math.floor(mutations / 10);
  for (let nth = 0; nth < mutations; nth += 1) {
    if (nth === warm) figures.heapAfterWarmUp = heapInUse();
    const { unit } = seededRandom(seed, `mutation ${nth}`);
    const sample = samples[nth % samples.length];
    const other = samples[Math.floor(unit() * samples.length)] ?? sample;
    if (!sample || !other) throw new Error('There is no sample to begin with.');
    const bytes = mutate(sample.bytes, other.bytes, unit);
    const fault = (what: string, cause?: unknown) =>
      new FuzzFault(what, seed, nth, bytes, { cause });
    let ms = readTimed(bytes, read, figures, fault);
    // A machine that is busy otherwise makes one slow now and then: then its own work is measured.
    for (let again = 0; ms > LOOKED_AT_MS && again < 3; again += 1) {
      ms = Math.min(
        ms,
        cpuMilliseconds(() => readTimed(bytes, read, null, fault)),
      );
    }
    if (ms > MOST_MS) throw fault(`took ${Math.round(ms)} ms for ${bytes.length} bytes`);
    if (ms > figures.slowestMs) [figures.slowestMs, figures.slowestBytes] = [ms, bytes.length];
  }
  figures.heapAtEnd = heapInUse();
  figures.seconds = (performance.now() - began) / 1000;
  const grown = figures.heapAtEnd - figures.heapAfterWarmUp;
  if (grown > HEAP_TOLERANCE) {
    throw new Error(`The heap grew by ${grown} bytes over ${mutations - warm} messages.`);
  }
  return figures;
}

function readTimed(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => ReadMessage,
  figures: FuzzFigures | null,
  fault: (what: string, cause?: unknown) => FuzzFault,
): number {
  const start = performance.now();
  let message: ReadMessage;
  try {
    message = read(bytes);
  } catch (error) {
    const ms = performance.now() - start;
    if (!(error instanceof UnreadableMessage)) throw fault(`threw ${String(error)}`, error);
    if (error.message === '') throw fault('was refused without a word');
    if (figures) figures.refused[error.code] = (figures.refused[error.code] ?? 0) + 1;
    return ms;
  }
  const ms = performance.now() - start;
  if (!figures) return ms;
  const flaw = flawOfMessage(message);
  if (flaw !== null) throw fault(flaw);
  figures.read += 1;
  figures.events += message.events.length;
  return ms;
}
