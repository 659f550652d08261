import { describe, expect, it } from 'vitest';
import { connectWithRetry } from './retrying-pool';

function failing(times: number, code: string) {
  let calls = 0;
  return {
    calls: () => calls,
    connect: () => {
      calls += 1;
      return calls <= times
        ? Promise.reject(Object.assign(new Error('cannot connect'), { code }))
        : Promise.resolve('connected');
    },
  };
}

describe('connecting to the database', () => {
  it.each(['ECONNREFUSED', '57P03'])('tries again after %s', async (code) => {
    const database = failing(2, code);
    await expect(connectWithRetry(database.connect, [1, 1, 1])).resolves.toBe('connected');
    expect(database.calls()).toBe(3);
  });

  it('gives up after the last pause and says why', async () => {
    const database = failing(9, 'ECONNREFUSED');
    await expect(connectWithRetry(database.connect, [1, 1])).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(database.calls()).toBe(3);
  });

  it('does not repeat what another attempt cannot change', async () => {
    const database = failing(1, '28P01');
    await expect(connectWithRetry(database.connect, [1, 1])).rejects.toMatchObject({
      code: '28P01',
    });
    expect(database.calls()).toBe(1);
  });
});
