import { violatedConstraint } from '@/lib/platform/db/duplicate-row';
import { LookAgain } from './place-refused';

/** What another was faster to take; a second look says who it was. */
const TAKEN = new Set([
  'containers_barcode_key',
  'occupancies_pkey',
  'occupancies_lab_id_container_id_thing_key',
  'container_moves_lab_id_container_id_sequence_key',
]);

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A deadlock or a failed serialization (40P01, 40001), of which Prisma makes one kind. */
function isWriteConflict(error: unknown): boolean {
  if (member(error, 'code') === 'P2034') return true;
  const cause = member(member(member(error, 'meta'), 'driverAdapterError'), 'cause');
  return member(cause ?? member(error, 'cause'), 'kind') === 'TransactionWriteConflict';
}

/** Whether a transaction that failed may succeed when it begins anew. */
export function mayGoAgain(error: unknown): boolean {
  if (error instanceof LookAgain || isWriteConflict(error)) return true;
  const constraint = violatedConstraint(error);
  return constraint !== undefined && TAKEN.has(constraint);
}
