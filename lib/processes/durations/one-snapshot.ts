import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';

/** Runs questions that belong together on one state of the database, so that counts fit rows. */
export function inOneSnapshot<T>(ctx: Ctx, work: (tx: LabTx) => Promise<T>): Promise<T> {
  return ctx.db.$transaction(
    async (tx) => {
      await tx.$queryRaw`
        SELECT set_config('transaction_read_only', 'on', true), set_config('jit', 'off', true),
          set_config('work_mem', '32MB', true)`;
      return work(tx);
    },
    { isolationLevel: 'RepeatableRead', timeout: 30_000 },
  );
}
