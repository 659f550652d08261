import { createHmac } from 'node:crypto';
import { canonicalJson, canonicalNumber } from './canonical-json';

/** The chain of events that concern no lab; a lab's chain has the lab's id. */
export const NO_LAB_CHAIN = '00000000-0000-0000-0000-000000000000';

/** What the first row of a chain has for a predecessor. */
export const NO_PREDECESSOR = Buffer.alloc(32);

/**
 * The columns of audit_events that a seal covers, with how they are read: as text that depends on
 * no time zone, date style or driver. A test holds the list to the table.
 */
export const SEALED_COLUMNS = {
  id: 'e.id::text',
  lab_id: 'e.lab_id::text',
  at: 'extract(epoch FROM e.at)::text',
  actor_kind: 'e.actor_kind::text',
  actor_id: 'e.actor_id::text',
  actor_name: 'e.actor_name',
  action: 'e.action',
  entity: 'e.entity',
  entity_id: 'e.entity_id',
  request_id: 'e.request_id',
  before: 'e.before::text',
  after: 'e.after::text',
  reason: 'e.reason',
} as const;

/** SELECT list for an audit_events aliased e. */
export const SEALED_COLUMNS_SQL = Object.entries(SEALED_COLUMNS)
  .map(([name, expression]) => `${expression} AS "${name}"`)
  .join(', ');

/** An audit event as SEALED_COLUMNS_SQL reads it: at in seconds since 1970, before and after JSON. */
export type SealedEvent = {
  id: string;
  lab_id: string | null;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  entity: string;
  entity_id: string | null;
  request_id: string;
  before: string | null;
  after: string | null;
  reason: string | null;
};

/** An event as one line of text: the same for the same content, another for any other. */
export function canonicalEvent(event: SealedEvent): string {
  const json = (text: string | null) => (text === null ? null : canonicalJson(text));
  return canonicalJson(
    JSON.stringify({
      ...event,
      at: canonicalNumber(event.at),
      before: json(event.before),
      after: json(event.after),
    }),
  );
}

export type SealPlace = {
  chain: string;
  /** From 1. */
  position: number;
  /** Hash of the row before, or NO_PREDECESSOR. */
  previous: Uint8Array;
  /** Seconds since 1970, as decimal text. */
  sealedAt: string;
};

/**
 * HMAC-SHA-256 (RFC 2104) under AUDIT_KEY of the event, its place in the chain, when it was sealed,
 * and the hash before it: 32 bytes.
 */
export function sealHash(key: Uint8Array, place: SealPlace, event: SealedEvent): Buffer {
  const parts = [
    'benchwatch audit 1',
    place.chain,
    String(place.position),
    canonicalNumber(place.sealedAt),
    Buffer.from(place.previous).toString('hex'),
    canonicalEvent(event),
  ];
  return createHmac('sha256', key).update(parts.join('\n')).digest();
}
