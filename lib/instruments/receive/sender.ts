import type { Actor } from '@/lib/platform/access/actor';
import type { LabRef } from '@/lib/platform/context';
import type { MessageProof } from '@/lib/platform/db/generated/enums';

/** Whoever proved to have sent a message, and the device it is of. */
export type Sender = {
  lab: LabRef;
  deviceId: string;
  proof: MessageProof;
  /** With the role that says what it may report: `instrument` or `lis`. */
  actor: Extract<Actor, { kind: 'key' }>;
};

/** Why nobody was proved: for the log, never for whoever asks. */
export type Unproved =
  | 'no_proof'
  | 'unknown_key'
  | 'wrong_role'
  | 'another_device'
  | 'unknown_device'
  | 'headers_missing'
  | 'stale_timestamp'
  | 'no_secret'
  | 'wrong_signature';
