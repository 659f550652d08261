import type { NewSpecimen, Priority } from './contract';

/** A test to be created with its specimen, every default filled in. */
export type PlannedTest = {
  assay: string;
  priority: Priority;
  orderedAt: Date | null;
  /** The later of the tube's receipt and the order; null while it is only expected. */
  receivedAt: Date | null;
};

export type Plan = {
  /** When the tube came; null while it is only expected. */
  receivedAt: Date | null;
  tests: PlannedTest[];
};

/**
 * What a request for a new specimen comes to. What is expected was ordered now unless it says
 * otherwise; what came without a time came now; an order nobody timed stays untimed, since a time
 * made up would be a figure made up.
 */
export function planTests(given: NewSpecimen, now: Date): Plan {
  const received = given.state === 'received';
  const receivedAt = received ? (given.received_at ?? now) : null;
  const tests = given.tests ?? (given.assay === undefined ? [] : [{ assay: given.assay }]);
  return {
    receivedAt,
    tests: tests.map((test: NonNullable<NewSpecimen['tests']>[number]) => {
      const orderedAt = test.ordered_at ?? given.ordered_at ?? (received ? null : now);
      const addedOn = receivedAt !== null && orderedAt !== null && orderedAt > receivedAt;
      return {
        assay: test.assay,
        priority: test.priority ?? given.priority ?? 'ROUTINE',
        orderedAt,
        receivedAt: addedOn ? orderedAt : receivedAt,
      };
    }),
  };
}
