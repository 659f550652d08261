import { expect } from 'vitest';
import { type ReadMessage, UnreadableMessage } from '../event';
import type { MappingTable } from '../mapping/contract';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { ASTM_SAMPLES } from '../testing-messages/astm/astm-samples';
import { readAstm } from './read-astm';
import { headerRecord, writeRecord } from './write-record';

export const receivedAt = new Date('2026-03-02T18:00:00Z');
const context = { timeZone: 'Europe/Berlin', receivedAt };

/** Reads as a device does whose table differs from the default by that. */
export function read(bytes: Uint8Array, table: Partial<MappingTable> = {}): ReadMessage {
  return readAstm(bytes, { ...DEFAULT_TABLE, ...table }, context);
}

/** … records that end with CR. */
export function readText(
  records: readonly string[],
  table: Partial<MappingTable> = {},
): ReadMessage {
  return read(Buffer.from(records.map((record) => `${record}\r`).join('')), table);
}

export function sample(name: string): Uint8Array {
  const found = ASTM_SAMPLES.find((one) => one.name === name);
  if (!found) throw new Error(`No sample is called ${name}`);
  return found.bytes;
}

/** How the work is refused; it fails the test where it is not. */
export function refusal(work: () => unknown): UnreadableMessage {
  try {
    work();
  } catch (error) {
    if (error instanceof UnreadableMessage) return error;
    throw error;
  }
  return expect.fail('It was read.');
}

export const named = (number: string, ...alternatives: string[]) => ({ number, alternatives });
export const coded = (code: string, ...alternatives: string[]) => ({ code, alternatives });
export const utc = (time: string) => new Date(`2026-03-02T${time}Z`);

/** A final result that says no more than its value. */
export const result = (code: string, value: string, more: Record<string, unknown> = {}) => ({
  analyte: coded(code),
  value,
  unit: null,
  referenceRange: null,
  flags: [],
  status: 'final' as const,
  observedAt: null,
  comment: null,
  ...more,
});

/** Made at 11:00 UTC. */
export const HEADER = headerRecord({
  3: 'M-1',
  5: 'Lab^1',
  12: 'P',
  13: 'LIS2-A2',
  14: '20260302120000',
});
export const END = 'L|1|N';

export const order = (
  number: string,
  test: string,
  more: Readonly<Record<number, string>> = {},
): string => writeRecord('O', { 2: '1', 3: number, 5: test, ...more });

export const value = (
  test: string,
  given: string,
  more: Readonly<Record<number, string>> = {},
): string => writeRecord('R', { 2: '1', 3: test, 4: given, 9: 'F', ...more });
