import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { MessageFormat } from '@/lib/platform/db/generated/enums';

/** A message of the inbox whose turn it is to be applied. */
export type StoredMessage = {
  id: string;
  /** The order of its device. */
  position: bigint;
  /** As they came. */
  bytes: Uint8Array;
  format: MessageFormat;
  receivedAt: Date;
  /** When it first had its effects, of one that was replayed since. */
  appliedAt: Date | null;
  /** Whoever sent it, as it proved to be then; a LIS has no device of its own. */
  actor: Extract<Actor, { kind: 'key' }>;
  requestId: string;
};

/** A device whose messages are applied, with the lab's name for it. */
export type InboxDevice = { id: string; name: string };

/** What reading a message told of it, kept with it for people to look for. */
type Told = {
  kind?: string | null;
  controlId?: string | null;
  /** The specimen numbers it names. */
  specimens?: readonly string[];
};

/** Why a message was not applied, or had nothing to apply: a word for machines, and for people. */
export type SettledCode =
  | 'malformed'
  | 'unsupported'
  | 'bad_checksum'
  | 'incomplete'
  | 'unknown_specimen'
  | 'unknown_assay'
  | 'unknown_analyte'
  | 'unknown_device'
  | 'not_allowed'
  | 'refused'
  | 'failed'
  | 'nothing_to_do';

/** How a message fared. `awaits` has the numbers it is retried for when a specimen has one of them. */
export type Outcome = { id: string } & Told &
  (
    | { status: 'applied'; code?: undefined; reason?: string | null; awaits?: undefined }
    | { status: 'ignored'; code: SettledCode; reason: string; awaits?: undefined }
    | { status: 'quarantined'; code: SettledCode; reason: string; awaits?: string | null }
  );

/**
 * What applying a batch came to. Each settled message has its outcome in the database already, in
 * the transaction of its effects. `failed` is the first that could not be applied for a reason that
 * may pass, thrown and rolled back: it and those after it were left as they are.
 */
export type Applied = {
  settled: number;
  failed?: { id: string; error: unknown };
};

/**
 * Reads and applies messages of one device in their order. Throws only where nothing of the batch
 * could be tried, such as without a database.
 */
export type ApplyMessages = (
  base: Pick<Ctx, 'db' | 'lab' | 'now'>,
  device: InboxDevice,
  messages: readonly StoredMessage[],
) => Promise<Applied>;
