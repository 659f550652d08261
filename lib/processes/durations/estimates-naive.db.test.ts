import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { percentile } from '@/lib/metrics/percentiles';
import type { Estimate } from './contract';
import { estimateDurations } from './estimate-durations';
import { givenDevices, givenSteps, type GivenStep } from './testing-history';

const TYPES: Record<string, string> = { A: 'x', B: 'x', C: 'y' };
const device = fc.constantFrom('A', 'B', 'C');
const seconds = fc.integer({ min: 0, max: 50 });
const usual = { status: 'completed', simulated: false };
const fate = fc.oneof(
  { weight: 8, arbitrary: fc.constant(usual) },
  fc.constantFrom({ ...usual, status: 'failed' }, { ...usual, simulated: true }),
);
const parameters = fc.dictionary(
  fc.constantFrom('t', 'mode'),
  fc.constantFrom<string | number>(1, 2, 5, 'soft', 'hard'),
);
const fct = fc.constantFrom('mix', 'read');
const protocol = fc.record({ device, fct, parameters });
const move = fc.record({ device: fc.constant('A'), from: device, to: device });

type Asked = { device: string; data?: Record<string, string | number>; from?: string; to?: string };
const dataOf = (one: { fct: string; parameters: Record<string, string | number> }) => ({
  fct: one.fct,
  ...one.parameters,
});
const asked: fc.Arbitrary<Asked> = fc.oneof(
  protocol.map((one) => ({ device: one.device, data: dataOf(one) })),
  move,
);
const history = fc.array(
  fc
    .tuple(asked, seconds, fate, fc.boolean())
    .map(([step, took, { status, simulated }, ended]): GivenStep => {
      return { ...step, status, simulated, seconds: ended || took > 5 ? took : null };
    }),
  { maxLength: 40, size: 'max' },
);

const setOf = ({ data }: Asked | GivenStep) =>
  Object.entries(data ?? {})
    .filter(([name]) => name !== 'fct')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

function apart(one: Asked | GivenStep, other: Asked | GivenStep): number {
  const [a, b] = [new Map(setOf(one)), new Map(setOf(other))];
  return [...new Set([...a.keys(), ...b.keys()])].reduce((sum, name) => {
    const [x, y] = [a.get(name), b.get(name)];
    if (x === y) return sum;
    if (typeof x === 'number' && typeof y === 'number') return sum + Math.abs(x - y) / (x + y);
    return sum + 1;
  }, 0);
}

/** The definition, word for word, over all steps. */
function naive(steps: readonly GivenStep[], step: Asked, confidence: number) {
  const usable = steps.filter(
    (one) => one.seconds !== null && one.simulated === false && one.status === 'completed',
  );
  const answer = (method: Estimate['method'], from: readonly GivenStep[]) => {
    const took = from.map((one) => one.seconds ?? 0);
    const largest = method === 'move' || took.length < 10;
    const value = largest ? Math.max(...took) : percentile(took, confidence);
    return { method, samples: took.length, seconds: took.length === 0 ? null : value };
  };
  const { from, to } = step;
  if (from !== undefined && to !== undefined) {
    const pair = usable.filter((one) => one.from === from && one.to === to);
    const alike = usable.filter(
      (one) =>
        one.from !== undefined &&
        one.to !== undefined &&
        TYPES[one.from] === TYPES[from] &&
        TYPES[one.to] === TYPES[to],
    );
    return answer('move', pair.length > 0 ? pair : alike);
  }
  const alike = usable.filter((one) => one.from === undefined && one.data?.fct === step.data?.fct);
  const here = alike.filter((one) => one.device === step.device);
  if (setOf(step).length === 0 || here.length === 0) return answer('general', alike);
  const least = Math.min(...here.map((one) => apart(one, step)));
  const nearest = here.filter((one) => apart(one, step) <= least + 1e-9);
  // The history is written in the order of time.
  const last = JSON.stringify(setOf(nearest.at(-1) ?? step));
  return answer(
    'protocol',
    here.filter((one) => JSON.stringify(setOf(one)) === last),
  );
}

it('answers what the definition says of small random histories', async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(asked, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0, 0.5, 0.95, 1),
      async (steps, questions, confidence) => {
        const lab = await makeTestLab();
        const devices = await givenDevices(lab.lab.id, TYPES);
        const ids = await givenSteps(lab.lab.id, devices, steps);
        const { estimates, total_seconds: total } = await estimateDurations(
          lab.keyCtxFor('orchestrator'),
          {
            confidence,
            steps: questions.map(({ from, to, ...rest }) => ({
              name: 'x',
              ...rest,
              origin_device: from,
              target_device: to,
            })),
          },
        );
        const expected = questions.map((question) => naive(steps, question, confidence));
        expect(estimates.map(({ from: _, ...rest }) => rest)).toEqual(
          expected.map((one) => ({
            ...one,
            seconds: one.seconds === null ? null : expect.closeTo(one.seconds, 5),
          })),
        );
        const known = expected.flatMap((one) => one.seconds ?? []);
        const sum = known.reduce((all, one) => all + one, 0);
        expect(total).toEqual(known.length === 0 ? null : expect.closeTo(sum, 4));
        for (const { from, samples } of estimates) {
          expect(from).toHaveLength(Math.min(samples, 20));
          expect(ids).toEqual(expect.arrayContaining(from));
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
