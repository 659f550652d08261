import { describe, expect, test } from 'vitest';
import type { Scenario } from '../model';
import { follow } from './testing-trace';

/** So many tests at a minute, each with so long a service. */
function at(minute: number, ...services: number[]) {
  return { at: minute, tests: services.map((service) => ({ service })) };
}

const fixed = (minutes: number) => ({ kind: 'fixed', minutes });
const single = { service: { kind: 'single', time: fixed(10) } };

describe('machines that take one test at a time', () => {
  test('one works through what comes, first come first served', () => {
    const { steps, record } = follow(single, [at(0, 10), at(4, 5, 20), at(100, 7)]);
    expect(steps).toEqual([
      [0, 0, 10],
      [4, 10, 15],
      [4, 15, 35],
      [100, 100, 107],
    ]);
    expect([...(record.released[2]?.waited() ?? [])]).toEqual([0, 6, 11, 0]);
    expect([...(record.released[2]?.turnaround() ?? [])]).toEqual([10, 11, 31, 7]);
  });

  test('two share it', () => {
    const { steps } = follow({ ...single, machines: 2 }, [at(0, 10, 10, 10), at(5, 1)]);
    expect(steps).toEqual([
      [0, 0, 10],
      [0, 0, 10],
      [0, 10, 20],
      [5, 10, 11],
    ]);
  });

  test('finishing is part of the turnaround and of no machine', () => {
    const coming = [{ at: 0, tests: [{ service: 10, finishing: 30 }, { service: 10 }] }];
    const { steps, record } = follow(single, coming);
    expect(steps.map(([, began]) => began)).toEqual([0, 10]);
    expect([...(record.released[2]?.turnaround() ?? [])]).toEqual([40, 20]);
  });

  test('time at work, free and waiting is counted by the hour', () => {
    const { record } = follow(single, [at(50, 30, 30)]);
    const firstHours = (sums: Float64Array) => [...sums.subarray(0, 3)];
    expect(firstHours(record.tally.working)).toEqual([10, 50, 0]);
    expect(firstHours(record.tally.able)).toEqual([50, 10, 60]);
    expect(firstHours(record.tally.queue)).toEqual([10, 20, 0]);
  });

  test('a test over its target, strictly, is a breach', () => {
    const { record } = follow({ ...single, machines: 3 }, [at(0.1, 60, 60.1, 59)]);
    expect(record.released[2]).toMatchObject({ judged: 3, breached: 1 });
  });
});

describe('STAT first', () => {
  const coming = () => [
    at(0, 10),
    { at: 2, tests: [{ service: 10 }, { service: 5, kind: 1 }] },
    { at: 3, tests: [{ service: 5, kind: 1 }] },
  ];

  test('overtakes those who wait, not whoever is on the machine', () => {
    const { steps } = follow(single, coming(), { statFirst: true });
    expect(steps).toEqual([
      [0, 0, 10],
      [2, 10, 15],
      [3, 15, 20],
      [2, 20, 30],
    ]);
  });

  test('left out, all go as they came', () => {
    const { steps } = follow(single, coming());
    expect(steps).toEqual([
      [0, 0, 10],
      [2, 10, 20],
      [2, 20, 25],
      [3, 25, 30],
    ]);
  });

  test('goes before others of the same delivery to a free machine', () => {
    const together = [{ at: 0, tests: [{ service: 9 }, { service: 5, kind: 1 }] }];
    const { steps } = follow(single, together, { statFirst: true });
    expect(steps.map(([, , ends]) => ends)).toEqual([5, 14]);
  });
});

describe('pipelined machines', () => {
  const pipelined = { service: { kind: 'pipelined', per_hour: 30, dwell_minutes: 15 } };

  test('take a test every so often and give each back after its dwell', () => {
    const { steps, record } = follow(pipelined, [at(0, 0, 0, 0), at(5, 0), at(20, 0)]);
    expect(steps).toEqual([
      [0, 0, 15],
      [0, 2, 17],
      [0, 4, 19],
      [5, 6, 21],
      [20, 20, 35],
    ]);
    // Five tests take its intake for two minutes each.
    expect(record.tally.working[0]).toBe(10);
  });

  test('an hour takes no more than the rate', () => {
    const { steps } = follow(pipelined, [at(0, ...Array.from({ length: 100 }, () => 0))]);
    expect(steps.filter(([, began]) => began < 60)).toHaveLength(30);
  });

  test('a stop holds what is inside and what waits', () => {
    const { record } = follow(pipelined, [at(0, 0, 0)], { stops: [{ at: 1, minutes: 10 }] });
    // The first: 15 + 10. The second enters at 12, as the intake was held too.
    expect([...(record.released[2]?.turnaround() ?? [])]).toEqual([25, 27]);
  });
});

describe('batch machines', () => {
  const batch = (after: number | null, capacity = 3) => ({
    service: { kind: 'batch', capacity, run: fixed(30), start_after_minutes: after },
  });

  test('start when they are full, else once the first has waited long enough', () => {
    const { steps, record } = follow(batch(20), [
      at(0, 30),
      at(10, 30),
      at(100, 30),
      at(101, 30, 30, 30),
    ]);
    expect(steps).toEqual([
      // Waited 20 minutes: two of three.
      [0, 20, 50],
      [10, 20, 50],
      // Full at once.
      [100, 101, 131],
      [101, 101, 131],
      [101, 101, 131],
      // Has waited 20 minutes at 121, but the machine is free at 131 only.
      [101, 131, 161],
    ]);
    expect([record.batches, record.batchTests]).toEqual([3, 6]);
  });

  test('wait for ever when they only start full', () => {
    const { steps, record } = follow(batch(null), [at(0, 30), at(5, 30, 30), at(9, 30)]);
    expect(steps).toEqual([
      [0, 5, 35],
      [5, 5, 35],
      [5, 5, 35],
    ]);
    expect(record.inside).toBe(1);
  });

  test('a delivery goes into one run, also where nobody waits', () => {
    const { steps } = follow(batch(0), [at(0, 30, 30)]);
    expect(steps).toEqual([
      [0, 0, 30],
      [0, 0, 30],
    ]);
  });

  test('a run takes the time of the test that goes into it first', () => {
    const { steps } = follow(batch(0), [at(0, 45, 30, 90)]);
    expect(steps.map(([, , ends]) => ends)).toEqual([45, 45, 45]);
  });

  test('a free machine looks again when the next has waited long enough', () => {
    const { steps } = follow({ ...batch(20, 2), machines: 2 }, [at(0, 30), at(5, 30), at(7, 30)]);
    expect(steps).toEqual([
      [0, 5, 35],
      [5, 5, 35],
      [7, 27, 57],
    ]);
  });
});

describe('hours', () => {
  const hours = { '1': [['08:00', '12:00']], '3': [['09:00', '10:00']] };

  test('nothing starts outside them, what runs goes on', () => {
    const { steps } = follow({ ...single, hours }, [
      at(0, 10),
      at(715, 10, 10),
      at(720, 10),
      at(2_880 + 545, 120, 10),
    ]);
    expect(steps).toEqual([
      [0, 480, 490],
      [715, 715, 725],
      // Wednesday at nine.
      [715, 3_420, 3_430],
      [720, 3_430, 3_440],
      [3_425, 3_440, 3_560],
    ]);
  });

  test('a week ends where it begins: Sunday night runs into Monday', () => {
    const night = { '7': [['22:00', '02:00']] };
    const { steps } = follow({ ...single, hours: night }, [at(30, 10), at(130, 10)]);
    expect(steps).toEqual([
      [30, 30, 40],
      [130, 6 * 1_440 + 22 * 60, 6 * 1_440 + 22 * 60 + 10],
    ]);
  });

  test('a scenario has its own', () => {
    const scenario = { shifts: { A: null } };
    const { steps } = follow({ ...single, hours }, [at(0, 10)], { scenario });
    expect(steps).toEqual([[0, 0, 10]]);
  });

  test('a closed machine is neither at work nor free', () => {
    const { record } = follow({ ...single, hours }, [at(710, 20)]);
    expect(record.tally.able.reduce((sum, value) => sum + value, 0)).toBe(5 * 60 - 10);
    expect(record.tally.working.reduce((sum, value) => sum + value, 0)).toBe(20);
  });
});

describe('outages', () => {
  const tuesday = 1_440;

  test('a machine down on Tuesday starts nothing then, and the other works', () => {
    const scenario: Partial<Scenario> = {
      outages: [{ group: 'A', machines: 1, weekday: '2', from: '00:00', to: '24:00' }],
    };
    const coming = () => [at(tuesday - 5, 10, 10), at(tuesday + 6, 10, 10), at(2 * tuesday, 10)];
    const { steps } = follow({ ...single, machines: 2 }, coming(), { scenario });
    expect(steps).toEqual([
      [1_435, 1_435, 1_445],
      // It goes on beyond midnight.
      [1_435, 1_435, 1_445],
      [1_446, 1_446, 1_456],
      [1_446, 1_456, 1_466],
      [2_880, 2_880, 2_890],
    ]);
  });
});

describe('unplanned stops', () => {
  test('hold what is on the machine, which then takes longer', () => {
    const stops = [{ at: 4, minutes: 30 }, undefined];
    const { record, steps } = follow(
      { ...single, machines: 2 },
      [at(0, 10), at(20, 5), at(21, 5)],
      {
        stops,
      },
    );
    // The second machine takes the others one after the other.
    expect(steps.map(([, began]) => began)).toEqual([0, 20, 25]);
    expect([...(record.released[2]?.turnaround() ?? [])]).toEqual([5, 9, 40]);
    // Held, it is neither at work nor free.
    expect(record.tally.working[0]).toBe(10 + 5 + 5);
    expect(record.tally.able[0]).toBe(120 - 30 - 20);
  });

  test('an idle machine starts nothing in one', () => {
    const { steps } = follow(single, [at(10, 5)], { stops: [{ at: 4, minutes: 30 }] });
    expect(steps).toEqual([[10, 34, 39]]);
  });
});

describe('failures', () => {
  test('are done again, behind those who wait by then', () => {
    const group = { ...single, failures: { rate: 0.5, redo: fixed(3) } };
    const coming = [{ at: 0, tests: [{ service: 10, failures: 1 }, { service: 20 }] }];
    const { steps, record } = follow(group, coming);
    expect(steps).toEqual([
      [0, 0, 10],
      [0, 10, 30],
      // Failed at 10, ready again at 13; the second time takes what the distribution says.
      [13, 30, 40],
    ]);
    expect([...(record.released[2]?.turnaround() ?? [])]).toEqual([30, 40]);
    expect([...(record.released[2]?.waited() ?? [])]).toEqual([10, 17]);
    expect([record.came, record.left, record.inside]).toEqual([2, 2, 0]);
  });
});
