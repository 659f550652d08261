import { PlanningModel } from '@/lib/planning/model';
import { mmc } from '@/lib/planning/queueing/mmc';
import { Random } from '@/lib/planning/simulation/random';

const GROUPS = 8;

export const SCENARIOS = [
  { name: 'a machine more', machines: { 'Group 1': 1, 'Group 4': 1 } },
  { name: 'ten percent more', demand_percent: 10 },
  { name: 'STAT first', stat_first: true },
  { name: 'down on Tuesday', outages: [{ group: 'Group 2', weekday: '2' }] },
];

/** By day three times as much as by night, at the weekend half. */
function hourly(perWeek: number): number[] {
  const shape = Array.from({ length: 168 }, (_, hour) => {
    return (hour % 24 >= 7 && hour % 24 < 19 ? 3 : 1) * (hour >= 120 ? 0.5 : 1);
  });
  const total = shape.reduce((sum, weight) => sum + weight, 0);
  return shape.map((weight) => (perWeek * weight) / total);
}

/** Eight groups that share so many tests: four single, two pipelined, two batch; none overloaded. */
export function busyWeek(tests: number): PlanningModel {
  const perGroup = tests / GROUPS;
  const names = Array.from({ length: GROUPS }, (_, index) => `Group ${index + 1}`);
  const fixed = (minutes: number) => ({ kind: 'fixed', minutes });
  const services = [
    { kind: 'single', time: { kind: 'lognormal', median_minutes: 6, sigma: 0.5 } },
    { kind: 'single', time: { kind: 'empirical', quantiles_minutes: [2, 4, 5, 7, 20] } },
    { kind: 'pipelined', per_hour: 100, dwell_minutes: 18 },
    { kind: 'batch', capacity: 96, run: fixed(90), start_after_minutes: 45 },
  ];
  const perHour = [60 / 6.8, 60 / 7.25, 100, 64];
  return PlanningModel.parse({
    groups: names.map((name, index) => ({
      name,
      // By day there is 1.7 times as much as the week has on average.
      machines: Math.ceil((1.9 * perGroup) / 168 / (perHour[index % 4] ?? 1)),
      service: services[index % 4],
      preparation: fixed(4),
      finishing: { kind: 'empirical', quantiles_minutes: [1, 2, 4, 9, 60] },
      failures: { rate: 0.02, redo: fixed(5) },
      stops: { mean_hours_between: 120, mean_minutes: 40 },
    })),
    demand: names.flatMap((group) => [
      {
        group,
        deliveries_per_hour: hourly((perGroup * 0.9) / 4),
        sizes: [
          { tests: 1, weight: 4 },
          { tests: 4, weight: 2 },
          { tests: 12, weight: 1.5 },
        ],
        classes: [
          { priority: 'ROUTINE', target_minutes: 240, weight: 8 },
          { priority: 'URGENT', target_minutes: 120, weight: 1 },
        ],
      },
      {
        group,
        deliveries_per_hour: hourly(perGroup * 0.1),
        classes: [{ priority: 'STAT', target_minutes: 60, weight: 1 }],
      },
    ]),
  });
}

/** Of the queue whose waiting is known exactly. */
const SERVERS = 50;
const LOAD = 0.95;

type Event = { at: number; ends: boolean };

/**
 * M/M/50 with so many tests a week, and the simulation of it that one would write in an hour: a list
 * of objects, sorted after each one that is put into it.
 */
export function plainQueue(tests: number) {
  const perHour = tests / 168;
  const meanMinutes = (SERVERS * LOAD * 60) / perHour;
  const queue = PlanningModel.parse({
    groups: [
      {
        name: 'A',
        machines: SERVERS,
        service: { kind: 'single', time: { kind: 'exponential', mean_minutes: meanMinutes } },
      },
    ],
    demand: [
      {
        group: 'A',
        deliveries_per_hour: Array.from({ length: 168 }, () => perHour),
        classes: [{ priority: 'ROUTINE', target_minutes: 60, weight: 1 }],
      },
    ],
  });
  const exact = mmc({ arrivalRate: perHour, serviceRate: 60 / meanMinutes, servers: SERVERS });
  const plain = (runs: number) => {
    let events = 0;
    let waited = 0;
    let served = 0;
    for (let run = 0; run < runs; run += 1) {
      const random = new Random([run]);
      const exponential = (mean: number) => -mean * Math.log(random.unit());
      const list: Event[] = [{ at: exponential(60 / perHour), ends: false }];
      const waiting: number[] = [];
      let free = SERVERS;
      for (;;) {
        const event = list.shift();
        if (!event || event.at > 2 * 10_080) break;
        events += 1;
        if (event.ends) free += 1;
        else {
          waiting.push(event.at);
          list.push({ at: event.at + exponential(60 / perHour), ends: false });
        }
        while (free > 0 && waiting.length > 0) {
          const since = waiting.shift() ?? 0;
          free -= 1;
          if (event.at >= 10_080) {
            waited += event.at - since;
            served += 1;
          }
          list.push({ at: event.at + exponential(meanMinutes), ends: true });
        }
        list.sort((a, b) => a.at - b.at);
      }
    }
    return { events, waitingMinutes: waited / served };
  };
  return { queue, exactMinutes: exact === 'unstable' ? NaN : exact.wq * 60, plain };
}
