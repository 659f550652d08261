import { AppError } from '../errors';
import type { LabDb, LabTx } from './lab-db';

/**
 * Something failed within a transaction that others take part in: it is over, and none of them may
 * go on in it or try again by itself. `cause` is what was thrown.
 */
export class NestedFailure extends Error {
  constructor(cause: unknown) {
    super('A transaction failed that others take part in', { cause });
    this.name = 'NestedFailure';
  }
}

/**
 * A database whose transactions are parts of one that has begun: what verbs do with it is done, or
 * undone, together. A refusal (AppError) comes through as it is; anything else as NestedFailure, so
 * that no verb goes on in a transaction that has failed.
 */
export function nestedDb(db: LabDb, tx: LabTx): LabDb {
  const within = async (work: (inner: LabTx) => Promise<unknown>): Promise<unknown> => {
    try {
      return await work(tx);
    } catch (error) {
      if (error instanceof AppError || error instanceof NestedFailure) throw error;
      throw new NestedFailure(error);
    }
  };
  return new Proxy(db, {
    get: (_, name) => (name === '$transaction' ? within : Reflect.get(tx, name)),
  });
}
