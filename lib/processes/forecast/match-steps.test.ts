import { expect, it } from 'vitest';
import { matchSteps, type Doing, type ToldStep } from './match-steps';

const doing = (fct: string, device = 'A'): Doing => ({
  kind: 'PROCESS',
  fct,
  device,
  origin: null,
  target: null,
});
const move = (origin: string, target: string, device = 'Arm'): Doing => ({
  kind: 'MOVE',
  fct: 'move',
  device,
  origin,
  target,
});
const told = (step: Doing, startedMs: number, failed = false): ToldStep => ({
  ...step,
  startedMs,
  finishedMs: startedMs + 1,
  failed,
});
const times = (expected: Doing[], steps: ToldStep[]) =>
  matchSteps(expected, steps).map((step) => step?.startedMs ?? null);

it('takes the first told of a doing for the first expected', () => {
  const expected = [doing('mix'), doing('read'), doing('mix'), doing('mix')];
  const steps = [told(doing('mix'), 30), told(doing('mix'), 10), told(doing('read'), 20)];
  expect(times(expected, steps)).toEqual([10, 20, 30, null]);
});

it('keeps devices apart, and moves by from and to whichever arm made them', () => {
  expect(times([doing('mix', 'A')], [told(doing('mix', 'B'), 1)])).toEqual([null]);
  const moves = [told(move('A', 'B', 'Arm 2'), 5), told(move('B', 'A'), 6)];
  expect(times([move('A', 'B'), move('A', 'B')], moves)).toEqual([5, null]);
});

it('does not take what failed for done', () => {
  const steps = [told(doing('mix'), 1, true), told(doing('mix'), 5)];
  expect(times([doing('mix')], steps)).toEqual([5]);
  expect(times([doing('mix')], steps.slice(0, 1))).toEqual([null]);
});
