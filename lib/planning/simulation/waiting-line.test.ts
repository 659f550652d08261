import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WaitingLine } from './waiting-line';

const steps = fc.array(
  fc.oneof(fc.record({ add: fc.integer({ min: 0, max: 2 }) }), fc.constant({ add: null })),
  { maxLength: 500 },
);

test.each([1, 3])('with %d lines, the first of the first line goes first', (priorities) => {
  fc.assert(
    fc.property(steps, (all) => {
      const line = new WaitingLine(priorities);
      const plain: { test: number; priority: number }[] = [];
      const readyAt = new Float64Array(all.length);
      for (const [index, { add }] of all.entries()) {
        readyAt[index] = index * 10;
        if (add === null) {
          const first = Math.min(...plain.map(({ priority }) => priority));
          const at = plain.findIndex(({ priority }) => priorities === 1 || priority === first);
          const [expected] = at < 0 ? [] : plain.splice(at, 1);
          expect(line.take()).toBe(expected?.test ?? -1);
        } else {
          line.add(index, add);
          plain.push({ test: index, priority: add });
        }
        expect(line.length).toBe(plain.length);
        const oldest = plain[0];
        expect(line.waitingSince(readyAt)).toBe(oldest ? oldest.test * 10 : Infinity);
      }
    }),
  );
});
