import { expect, test } from 'vitest';
import { milestoneSteps } from './milestone-steps';
import { noMilestones } from './milestones';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
const short = (times: object) =>
  milestoneSteps({ ...noMilestones<string>(), ...times }).map(
    ({ milestone, minutes, since }) => `${milestone} ${minutes} ${since}`,
  );

test('steps merge what is missing between them', () => {
  expect(short({ collected: at(0), received: at(10), released: at(40) })).toEqual([
    'ordered null null',
    'collected null null',
    'received 10 collected',
    'started null null',
    'resulted null null',
    'verified null null',
    'released 30 received',
  ]);
});

test('steps may run backwards, and end with a rejection where there is one', () => {
  expect(
    short({ ordered: at(9), received: at(4), rejected: at(6) }).filter(
      (step) => !step.includes('null'),
    ),
  ).toEqual(['received -5 ordered', 'rejected 2 received']);
});
