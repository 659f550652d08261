import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventHeap } from './event-heap';

test('events come soonest first, and in the order they were put in at the same time', () => {
  const steps = fc.array(
    fc.oneof(fc.record({ put: fc.integer({ min: 0, max: 20 }) }), fc.constant({ put: null })),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const heap = new EventHeap();
      const plain: { time: number; event: number }[] = [];
      for (const [event, { put }] of all.entries()) {
        if (put === null) {
          expect(heap.nextAt).toBe(plain[0]?.time ?? Infinity);
          expect(heap.take()).toBe(plain.shift()?.event ?? -1);
        } else {
          heap.put(put, event);
          const later = plain.findIndex(({ time }) => time > put);
          plain.splice(later < 0 ? plain.length : later, 0, { time: put, event });
        }
        expect(heap.size).toBe(plain.length);
      }
      while (heap.size > 0) expect(heap.take()).toBe(plain.shift()?.event);
      expect(plain).toEqual([]);
      expect(heap.nextAt).toBe(Infinity);
    }),
  );
});

test('it grows', () => {
  const heap = new EventHeap();
  for (let event = 0; event < 1_000; event += 1) heap.put(1_000 - event, event);
  const taken = Array.from({ length: 1_000 }, () => heap.take());
  expect(taken).toEqual(Array.from({ length: 1_000 }, (_, event) => 999 - event));
});
