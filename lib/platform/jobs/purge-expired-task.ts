import { unboundDb } from '../db/client';
import type { Task } from './task';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Live events and idempotency records are kept for 24 hours, sign-in attempts for a day. */
export const purgeExpiredTask: Task = {
  name: 'purge-expired',
  cron: '17 * * * *',
  async run() {
    const before = new Date(Date.now() - DAY_MS);
    const db = unboundDb();
    await db.liveEvent.deleteMany({ where: { createdAt: { lt: before } } });
    await db.idempotencyRecord.deleteMany({ where: { createdAt: { lt: before } } });
    await db.signInAttempt.deleteMany({ where: { at: { lt: before } } });
  },
};
