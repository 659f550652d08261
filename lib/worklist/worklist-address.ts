import {
  readPageAddress,
  type GivenParams,
  type PageAddress,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { BENCHES, MissingQuery, NEXT_STEPS, WorklistQuery, type NextStep } from './contract';
import { URGENCIES, type Urgency } from './urgency';

/** The parameters of the worklist's page, in the order an address names them. */
const NAMES = [
  'bench',
  'next',
  'urgency',
  'q',
  'priority',
  'state',
  'assay',
  'department',
  'location',
  'cursor',
] as const;
export type Parameter = (typeof NAMES)[number];

/** What the address says. */
export type Address = PageAddress<Parameter>;

/** What narrows the list, beside bench, next step and urgency, which have places of their own. */
export const FILTERS = ['q', 'priority', 'state', 'assay', 'department', 'location'] as const;

/** Reads the parameters of the worklist's page. */
export function readAddress(given: GivenParams): Address {
  return readPageAddress(NAMES, given);
}

/** Whose work is shown: as the address says, else the reader's bench if they chose one. */
export function benchOfAddress(address: Address, hasBench: boolean): (typeof BENCHES)[number] {
  const named = BENCHES.find((bench) => bench === address.bench[0]);
  return named ?? (hasBench ? 'mine' : 'all');
}

export function nextOfAddress(address: Address): NextStep | null {
  return NEXT_STEPS.find((step) => step === address.next[0]) ?? null;
}

export function urgencyOfAddress(address: Address): Urgency | null {
  return URGENCIES.find((urgency) => urgency === address.urgency[0]) ?? null;
}

const some = (values: readonly string[]) => (values.length === 0 ? undefined : [...values]);

/** The list an address asks for; what cannot be is 422 for its field. */
export function worklistQueryOf(address: Address, hasBench: boolean, limit: number): WorklistQuery {
  return parseInput(WorklistQuery, {
    limit,
    bench: benchOfAddress(address, hasBench),
    next: nextOfAddress(address) ?? undefined,
    urgency: urgencyOfAddress(address) ?? undefined,
    q: address.q[0],
    priority: some(address.priority),
    state: some(address.state),
    assay: some(address.assay),
    department: some(address.department),
    location: some(address.location),
    cursor: address.cursor[0],
  });
}

/** The missing specimens an address asks for; see worklistQueryOf. */
export function missingQueryOf(address: Address, hasBench: boolean, limit: number): MissingQuery {
  return parseInput(MissingQuery, {
    limit,
    bench: benchOfAddress(address, hasBench),
    priority: some(address.priority),
    assay: some(address.assay),
    department: some(address.department),
    location: some(address.location),
    cursor: address.cursor[0],
  });
}
