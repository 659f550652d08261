import { describe, expect, it } from 'vitest';
import { PlanningModel } from '../model';
import { momentsOf } from '../moments';
import { simulate } from '../simulation/simulate';
import { editGroups } from './edit-groups';
import { baselineOf, modelOfGroups } from './baseline-of';
import { fitLab, fitLabInTurns, knownBy } from './fit-lab';
import { GroupEdit } from '../contract';
import { MONDAY, workOf, type GivenWork } from './testing-work';
import { MINUTE_MS, type Work } from './work';

/** `each` of so many tests. */
const tests = (count: number, each: (index: number) => GivenWork) =>
  Array.from({ length: count }, (_, index) => each(index));

function only(work: Work) {
  const { groups } = fitLab(work);
  const [group] = groups;
  if (!group || groups.length !== 1) throw new Error(`${groups.length} groups`);
  return group;
}

describe('how machines work', () => {
  it('is single where one test is in a machine at once', () => {
    // Every 60 minutes one is received; after 5 minutes it runs for 10, 20, 30, 40 minutes in turn.
    const group = only(
      workOf(
        tests(100, (index) => ({
          received: index * 60,
          started: index * 60 + 5,
          resulted: index * 60 + 15 + (index % 4) * 10,
          machine: 'M1',
        })),
      ),
    );
    expect(group.service).toMatchObject({ kind: 'single' });
    expect(group.fit).toMatchObject({
      mostAtOnce: 1,
      overlapShare: 0,
      peakPerHour: 1,
      spread: { n: 100, median: 25, q1: 17.5, q3: 32.5, mean: 25 },
    });
    // 100 tests of 25 minutes on average, of 168 hours.
    expect(group.observed.utilisation).toBeCloseTo((100 * 25) / 60 / 168, 9);
    // The machine was free each time, so all of the five minutes is preparation.
    expect(group.preparation).toMatchObject({
      how: 'free_machine',
      n: 100,
      p5: 5,
      distribution: { kind: 'fixed', minutes: 5 },
    });
  });

  it('is pipelined where many are in it and others join them', () => {
    // A test every 6 minutes, each for 30: five at once, ten an hour.
    const group = only(
      workOf(
        tests(500, (index) => ({
          received: index * 6,
          started: index * 6 + 2,
          resulted: index * 6 + 32,
          machine: 'M1',
        })),
      ),
    );
    expect(group.service).toEqual({ kind: 'pipelined', per_hour: 10, dwell_minutes: 30 });
    expect(group.fit).toMatchObject({ mostAtOnce: 5, peakPerHour: 10 });
  });

  it('is batch where tubes begin together and nothing joins them', () => {
    // Each two hours a run of four tubes, received 60, 40, 20 and 10 minutes before, for 90 minutes;
    // the fifth run is full with six.
    const run = (index: number) =>
      [60, 40, 20, 10, ...(index === 4 ? [5, 5] : [])].map((before) => ({
        received: 120 + index * 120 - before,
        started: 120 + index * 120,
        resulted: 210 + index * 120,
        machine: 'M1',
      }));
    const group = only(workOf(Array.from({ length: 20 }, (_, index) => run(index)).flat()));
    expect(group.service).toMatchObject({
      kind: 'batch',
      capacity: 6,
      run: { kind: 'fixed', minutes: 90 },
    });
    // The least that 19 of 20 took is 10 minutes, so the first waited 50.
    expect(group.preparation).toMatchObject({ how: 'p5', distribution: { minutes: 10 } });
    expect(group.service).toMatchObject({ start_after_minutes: 50 });
    // 20 runs of 1.5 hours.
    expect(group.observed.utilisation).toBeCloseTo(30 / 168, 9);
  });

  it('lets runs that begin by the clock fill as they did, and no more', () => {
    // A test every 20 minutes. Every two hours each of two machines takes every other one of the six,
    // so whoever is first has waited for long, in which more could have joined its run than did.
    const clockRun = (index: number) =>
      [110, 90, 70, 50, 30, 10].map((before, place) => ({
        received: 120 + index * 120 - before,
        started: 120 + index * 120,
        resulted: 160 + index * 120,
        machine: place % 2 === 0 ? 'M1' : 'M2',
        priority: place === 5 ? ('STAT' as const) : ('ROUTINE' as const),
      }));
    // One run that was fuller, so that the others were not full.
    const full = [1, 2].map((tube) => ({
      received: 20 * 120 + 10,
      started: 21 * 120,
      resulted: 21 * 120 + 40,
      machine: 'M1',
      tube,
    }));
    const runs = Array.from({ length: 335 }, (_, index) => clockRun(index)).flat();
    const work = workOf([...runs, ...full], { weeks: 4, types: { M1: 'PCR', M2: 'PCR' } });
    const group = only(work);
    expect(group.service).toMatchObject({ kind: 'batch', capacity: 5 });
    const { service, preparation } = group;
    if (service?.kind !== 'batch') throw new Error('no batch');
    // Three in a run: two join in 40 minutes, at three an hour.
    expect(service.start_after_minutes).toBeGreaterThan(38);
    expect(service.start_after_minutes).toBeLessThan(42);
    // What else they waited: 70, 50, 10 and 50, 30, and −10, of which the least is none.
    expect(preparation).toMatchObject({ how: 'free_machine' });
    const prepared = momentsOf(preparation.distribution).mean;
    expect(prepared).toBeGreaterThan(34);
    expect(prepared).toBeLessThan(37);
    // Who is urgent is ready sooner.
    const ready = group.demand.stream.classes.map((one) => one.preparation);
    expect(ready).toMatchObject([{ kind: 'fixed', minutes: 0 }, { kind: 'empirical' }]);
    const { groups } = editGroups(fitLab(work).groups, []);
    const said = baselineOf(work, fitLab(work), groups).groups[0];
    expect(said?.preparation.because).toMatch(/hours of the clock/);
    // The model then agrees with what was seen.
    const simulated = simulate({
      model: modelOfGroups(groups, false),
      scenarios: [],
      seed: 1,
      runs: 5,
    });
    const stable = simulated.state === 'simulated' ? simulated.baseline.groups[0] : undefined;
    if (stable?.state !== 'stable') throw new Error('not stable');
    expect((stable.batch_fill?.mean ?? 0) * 5).toBeCloseTo(3, 0);
    expect(stable.utilisation?.mean).toBeCloseTo(group.observed.utilisation ?? 0, 1);
    // An hour on average, from received to started.
    expect(prepared + (stable.waiting_mean?.mean ?? 0)).toBeGreaterThan(55);
    expect(prepared + (stable.waiting_mean?.mean ?? 0)).toBeLessThan(65);
  });

  it('is not batch where the tests of one tube begin together', () => {
    const group = only(
      workOf(
        tests(90, (index) => {
          const tube = Math.floor(index / 3);
          const started = tube * 60 + 1;
          return { received: tube * 60, started, resulted: started + 10, machine: 'M1', tube };
        }),
      ),
    );
    // Three were in it at once for ten minutes, though no more than three in any hour.
    expect(group.service).toEqual({ kind: 'pipelined', per_hour: 18, dwell_minutes: 10 });
    expect(group.fit).toMatchObject({ mostAtOnce: 3, peakPerHour: 3 });
  });

  it('is for the manager to say where no test has a started time: never from turnaround', () => {
    const work = workOf(
      tests(50, (index) => ({ received: index * 60, released: index * 60 + 200, machine: 'M1' })),
    );
    const lab = fitLab(work);
    const { groups } = editGroups(lab.groups, []);
    expect(groups).toMatchObject([{ model: null, needs: ['service'] }]);
    const said = baselineOf(work, lab, groups);
    expect(said.groups[0]).toMatchObject({
      needs_input: ['service'],
      model: null,
      how: null,
      preparation: { how: 'none' },
      observed: { utilisation: null, wait: null, turnaround: { n: 50, p50: 200 } },
    });
    expect(said.notes.join()).toMatch(/M1 is left out until you say how it works/);
    expect(modelOfGroups(groups, false)).toEqual({ groups: [], demand: [], stat_first: false });
    const edit = GroupEdit.parse({
      name: 'm1',
      service: { kind: 'single', time: { kind: 'fixed', minutes: 20 } },
      preparation: 7,
    });
    const edited = editGroups(lab.groups, [edit]).groups;
    expect(edited).toMatchObject([
      {
        needs: [],
        edited: true,
        model: { machines: 1, preparation: { kind: 'fixed', minutes: 7 } },
      },
    ]);
  });

  it('is for the manager to say where tests name no machine, by their department', () => {
    const work = workOf([
      ...tests(3, (index) => ({ received: index, department: 'Virology', assay: 1 })),
      ...tests(2, (index) => ({ received: index, assay: 2 })),
    ]);
    const lab = fitLab(work);
    expect(
      editGroups(lab.groups, []).groups.map(({ fitted, needs }) => [fitted.group.name, needs]),
    ).toEqual([
      ['No machine named', ['machines', 'service']],
      ['Virology (no machine named)', ['machines', 'service']],
    ]);
  });
});

describe('groups', () => {
  it('are machines of one type, else a machine by its own name; open tests go where their assay goes', () => {
    const done = (index: number, machine: string, assay: number) => ({
      received: index,
      started: index + 1,
      resulted: index + 2,
      machine,
      assay,
    });
    const work = workOf(
      [
        ...tests(6, (index) => done(index * 60, 'C1', 1)),
        ...tests(6, (index) => done(index * 60, 'C2', 1)),
        ...tests(6, (index) => done(index * 60, 'X', 2)),
        { received: 1000, assay: 2 },
        { received: 1000, assay: 1, isVoid: true },
      ],
      { types: { C1: 'Chemistry analyser', C2: 'chemistry analyser' } },
    );
    const lab = fitLab(work);
    expect(
      lab.groups.map(({ group, machineNames, demand }) => [group.name, machineNames, demand.tests]),
    ).toEqual([
      ['Chemistry analyser', ['C1', 'C2'], 12],
      ['X', ['X'], 7],
    ]);
    expect(lab.voidUnstarted).toBe(1);
  });
});

describe('demand', () => {
  it('is moments of receipt by hour of the week, with how many came at each, and of which class', () => {
    // Two weeks. Mondays 08:00: a courier with 3 and 08:30 one alone; Tuesdays 09:10: one STAT.
    const monday = 8 * 60;
    const week = (first: number): GivenWork[] => [
      ...tests(3, () => ({ received: first + monday, machine: 'M1', target: 240 })),
      { received: first + monday + 30, machine: 'M1', target: 240 },
      {
        received: first + 24 * 60 + 9 * 60 + 10,
        machine: 'M1',
        target: 60,
        priority: 'STAT' as const,
      },
    ];
    const { demand } = only(workOf([...week(0), ...week(7 * 24 * 60)], { weeks: 2 }));
    const { deliveries_per_hour: rates, sizes, classes } = demand.stream;
    expect(rates.flatMap((rate, hour) => (rate > 0 ? [[hour, rate]] : []))).toEqual([
      [8, 2],
      [33, 1],
    ]);
    expect(sizes).toEqual([
      { tests: 1, weight: 4 },
      { tests: 3, weight: 2 },
    ]);
    expect(classes).toEqual([
      { priority: 'STAT', target_minutes: 60, weight: 2 },
      { priority: 'ROUTINE', target_minutes: 240, weight: 8 },
    ]);
    expect(demand).toMatchObject({ tests: 10, deliveries: 6 });
  });

  it('of hours that a period does not have is that of the same hours of its days', () => {
    // Two days, one test at 08:00 on the first, three at 08:00 on the second.
    const { demand } = only(
      workOf(
        [8, 32, 32.1, 32.2].map((hour) => ({ received: hour * 60, machine: 'M1' })),
        { hours: 48 },
      ),
    );
    const rates = demand.stream.deliveries_per_hour;
    expect([rates[8], rates[32], rates[56], rates[152], rates[9]]).toEqual([1, 3, 2, 2, 0]);
  });

  it('of an hour that the period has in part counts by that part', () => {
    const group = only(
      workOf(
        [0, 10, 70].map((received) => ({ received, machine: 'M1' })),
        { hours: 1.5 },
      ),
    );
    expect(group.demand.testsPerHour.slice(0, 2)).toEqual([2, 2]);
  });

  it('of an hour that the clock shows twice counts by how long it lasted', () => {
    // 2026-10-25: 02:00 to 03:00 twice in Berlin. One test in each.
    const work = workOf([{ received: 0 }, { received: 0 }]);
    const sunday = Date.UTC(2026, 9, 25, 0, 30);
    const own = { ...work, from: Date.UTC(2026, 9, 23), to: Date.UTC(2026, 9, 30) };
    own.received.set([sunday, sunday + 60 * MINUTE_MS]);
    const { demand } = only(own);
    expect(demand.stream.deliveries_per_hour[6 * 24 + 2]).toBe(1);
  });
});

describe('hours', () => {
  const day = 24 * 60;

  it('are those in which work begins; at night tests wait until the morning', () => {
    // Four weeks; received around the clock every 20 minutes; begun four minutes later from 07:00 to
    // 19:00, else from 07:00 on, one every three minutes; Sundays closed.
    let last = 0;
    const work = workOf(
      tests(4 * 7 * 72, (index) => {
        const received = index * 20;
        let started = Math.max(received + 4, last + 3);
        const open = (at: number) => {
          const [hour, weekday] = [Math.floor((at % day) / 60), Math.floor(at / day) % 7];
          return hour >= 7 && hour < 19 && weekday !== 6;
        };
        while (!open(started)) started = Math.floor(started / 60) * 60 + 60;
        last = started;
        return { received, started, resulted: started + 3, machine: 'M1' };
      }),
      { weeks: 4 },
    );
    const { hours, preparation } = only(work);
    const long = [['07:00', '19:00']];
    expect(hours.hours).toEqual({
      '1': long,
      '2': long,
      '3': long,
      '4': long,
      '5': long,
      '6': long,
      '7': [],
    });
    // No night's waiting is in what a test takes to be ready.
    expect(preparation).toMatchObject({ how: 'free_machine', distribution: { minutes: 4 } });
  });

  it('are not closed by one outage, nor by quiet', () => {
    // One test an hour by day alone, begun within minutes; on one Tuesday two wait from 10 to 13.
    const work = workOf(
      tests(4 * 7 * 10, (index) => {
        const received = Math.floor(index / 10) * day + (8 + (index % 10)) * 60;
        const down = received >= 8 * day + 600 && received < 8 * day + 780;
        const started = down ? 8 * day + 785 : received + 5;
        return { received, started, resulted: started + 2, machine: 'M1' };
      }),
      { weeks: 4 },
    );
    expect(only(work).hours.hours).toBeNull();
  });
});

describe('handling', () => {
  it('leaves out of preparation what was waiting for the machine', () => {
    // Pairs every two hours on one machine for 30 minutes: the second waits for the first.
    const { preparation, observed, service } = only(
      workOf(
        tests(80, (index) => {
          const received = Math.floor(index / 2) * 120;
          const started = received + 6 + (index % 2) * 30;
          return { received, started, resulted: started + 30, machine: 'M1' };
        }),
      ),
    );
    expect(service?.kind).toBe('single');
    expect(preparation).toMatchObject({
      how: 'free_machine',
      n: 40,
      distribution: { kind: 'fixed', minutes: 6 },
    });
    expect(observed.wait).toMatchObject({ n: 80, mean: 21, median: 21 });
  });

  it('differs by priority where each has enough tests', () => {
    const { demand, finishing } = only(
      workOf(
        tests(100, (index) => {
          const stat = index % 4 === 0;
          const started = index * 60 + (stat ? 2 : 8);
          const resulted = started + 10;
          return {
            received: index * 60,
            started,
            resulted,
            released: resulted + (stat ? 3 : 30),
            machine: 'M1',
            priority: stat ? ('STAT' as const) : ('ROUTINE' as const),
          };
        }),
      ),
    );
    const fixed = (minutes: number) => ({ kind: 'fixed', minutes });
    expect(demand.stream.classes).toMatchObject([
      { priority: 'STAT', weight: 25, preparation: fixed(2), finishing: fixed(3) },
      { priority: 'ROUTINE', weight: 75, preparation: fixed(8), finishing: fixed(30) },
    ]);
    expect(finishing.n).toBe(100);
  });

  it('counts failed attempts, and what lies between a failure and the next try', () => {
    // 24 tests pass in 10 minutes; one fails after 4, and is resulted 40 minutes after that.
    const { failures, fit, observed } = only(
      workOf([
        ...tests(24, (index) => ({
          received: index * 60,
          started: index * 60 + 1,
          resulted: index * 60 + 11,
          machine: 'M1',
        })),
        {
          received: 3000,
          started: 3001,
          failedAt: 3005,
          resulted: 3045,
          failures: 1,
          machine: 'M1',
        },
      ]),
    );
    expect(failures).toMatchObject({ attempts: 26, failed: 1, rate: 1 / 26 });
    // 24 stays of ten minutes, and two attempts beside them.
    expect(observed.utilisation).toBeCloseTo((26 * 10) / 60 / 168, 9);
    expect(failures.redo).toMatchObject({ n: 1, distribution: { kind: 'fixed', minutes: 30 } });
    // What failed in between is no service time.
    expect(fit?.spread).toMatchObject({ n: 24, median: 10 });
  });

  it('takes the delay before the next try from tests that failed once', () => {
    const failed = (failures: number, index: number) => ({
      received: index * 120,
      started: index * 120,
      failedAt: index * 120 + 5,
      resulted: index * 120 + (failures === 1 ? 25 : 95),
      failures,
      machine: 'M1',
    });
    const passed = tests(20, (index) => ({
      received: 5000 + index * 60,
      started: 5000 + index * 60,
      resulted: 5010 + index * 60,
      machine: 'M1',
    }));
    const { failures } = only(
      workOf([...[1, 1, 1].map(failed), ...[2, 2].map((n, at) => failed(n, at + 3)), ...passed]),
    );
    expect(failures.redo).toMatchObject({ n: 3, distribution: { kind: 'fixed', minutes: 10 } });
  });

  it('counts what failed as work of a pipelined machine', () => {
    // A test every 6 minutes for 30; one in ten fails once, and is done again.
    const group = only(
      workOf(
        tests(500, (index) => ({
          received: index * 6,
          started: index * 6 + 2,
          resulted: index * 6 + 32,
          failures: index % 10 === 0 ? 1 : 0,
          failedAt: index * 6 + 12,
          machine: 'M1',
        })),
      ),
    );
    const { service } = group;
    if (service?.kind !== 'pipelined') throw new Error('not pipelined');
    expect(group.observed.utilisation).toBeCloseTo(550 / service.per_hour / 168, 9);
  });

  it('judges targets as metrics do, and tests given up not at all', () => {
    const released = (minutes: number, isVoid = false) => ({
      received: 0,
      started: 1,
      resulted: 2,
      released: minutes,
      target: 60,
      machine: 'M1',
      isVoid,
    });
    const { observed } = only(
      workOf([released(60), released(60.01), released(30), released(500, true)]),
    );
    expect(observed.turnaround).toMatchObject({ n: 3, withTarget: 3, breaches: 1, p50: 60 });
    expect(observed.perDay).toBeCloseTo(3 / 7, 9);
  });

  it('lets one forgotten test of a thousand make no others slow', () => {
    const { finishing } = only(
      workOf(
        tests(2_000, (index) => ({
          received: index * 5,
          started: index * 5 + 1,
          resulted: index * 5 + 2,
          released: index * 5 + (index === 7 ? 9_000 : 4),
          machine: 'M1',
        })),
      ),
    );
    expect(momentsOf(finishing.distribution).mean).toBeLessThan(3);
  });

  it('says where the spread of a dwell is left out, and how many were given up', () => {
    const work = workOf(
      tests(300, (index) => ({
        received: index * 30,
        started: index * 30 + 1,
        resulted: index * 30 + 601 + (index % 5) * 200,
        ...(index < 3 ? { isVoid: true } : { released: index * 30 + 620 + (index % 5) * 200 }),
        machine: 'M1',
      })),
      { weeks: 2 },
    );
    const lab = fitLab(work);
    const { notes } = baselineOf(work, lab, editGroups(lab.groups, []).groups);
    expect(notes.join('\n')).toMatch(/Half of the tests of M1 took 800 to 1,200 minutes/);
    expect(notes.join('\n')).toMatch(/3 tests that were begun were given up/);
  });

  it('takes stops from what machines said of their states', () => {
    const work = workOf(
      tests(10, (index) => ({
        received: index * 60,
        started: index * 60 + 1,
        resulted: index * 60 + 2,
        machine: 'M1',
      })),
    );
    const states = {
      upMs: 160 * 3_600_000,
      stops: 4,
      repairs: 3,
      repairMs: 90 * MINUTE_MS,
      down: [],
    };
    const told = { ...work, machines: work.machines.map((one) => ({ ...one, states })) };
    expect(only(told).stops).toEqual({
      stops: { mean_hours_between: 40, mean_minutes: 30 },
      count: 4,
      machines: 1,
    });
    expect(only(work).stops).toEqual({ stops: null, count: 0, machines: 0 });
  });
});

it('is the same fitted in turns', async () => {
  const work = workOf(
    tests(60, (index) => ({
      received: index * 50,
      started: index * 50 + 3,
      resulted: index * 50 + 9,
      released: index * 50 + 20,
      machine: index % 2 === 0 ? 'A' : 'B',
    })),
  );
  expect(await fitLabInTurns(work)).toEqual(fitLab(work));
});

it('what came after a moment is not known at it', () => {
  const work = workOf([{ received: 0, started: 5, resulted: 10, released: 20, machine: 'M1' }]);
  const known = knownBy(work, MONDAY + 10 * MINUTE_MS);
  expect([known.started[0], known.resulted[0], known.released[0]]).toEqual([
    MONDAY + 5 * MINUTE_MS,
    NaN,
    NaN,
  ]);
});

it('what is fitted is a model, whatever the history', () => {
  const rows: GivenWork[] = [
    // Results before starts, releases before receipt, all at once, and for weeks.
    ...tests(8, (index) => ({
      received: 5,
      started: 9,
      resulted: 9,
      released: 1,
      machine: 'A',
      tube: index,
    })),
    ...tests(8, () => ({ received: 50, started: 40, resulted: 30, released: 20, machine: 'B' })),
    ...tests(8, () => ({ received: 5, started: 6, resulted: 900_000, machine: 'C', target: 0 })),
  ];
  const lab = fitLab(workOf(rows));
  const { groups } = editGroups(lab.groups, []);
  const model = PlanningModel.safeParse(modelOfGroups(groups, false));
  expect(model.error?.issues ?? []).toEqual([]);
});

it('a name that there is not is refused with those that are near', () => {
  const lab = fitLab(
    workOf(
      [
        { received: 1, machine: 'CHEM-1' },
        { received: 1, machine: 'HEMA-1', assay: 1 },
      ],
      { types: { 'CHEM-1': 'Chemistry analyser' } },
    ),
  );
  const { names, faults } = editGroups(lab.groups, [GroupEdit.parse({ name: 'CHEM-7' })]);
  expect(names.find('chem-1')).toBe('Chemistry analyser');
  expect(names.find(' chemistry ANALYSER ')).toBe('Chemistry analyser');
  expect(faults).toMatchObject([
    { field: 'groups.0.name', message: expect.stringMatching(/did you mean “CHEM-1”/) },
  ]);
  expect(names.refusal('zzzzzzzzzz')).toMatch(/there are “Chemistry analyser”, “HEMA-1”$/);
});
