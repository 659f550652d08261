import { AppError } from '../errors';

/**
 * Does work of one key one at a time in this process, in the order it was asked for: what is dear and
 * asked for many times at once takes neither all connections of the database nor all of the
 * processor. Where `mostWaiting` wait already, the next is refused (429) and may ask again.
 */
export function takingTurns(mostWaiting: number) {
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = queues.get(key) ?? { last: Promise.resolve(), waiting: -1 };
    if (queue.waiting >= mostWaiting) {
      throw new AppError('too_many_requests', 'This was asked for too often at once: try again.', {
        retryAfterSeconds: 5,
      });
    }
    queues.set(key, queue);
    queue.waiting += 1;
    const mine = queue.last.then(work);
    queue.last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting < 0) queues.delete(key);
    }
  };
}
