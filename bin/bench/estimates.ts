import type pg from 'pg';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { percentile } from '@/lib/metrics/percentiles';
import { EstimateAnswer } from '@/lib/processes/durations/contract';
import { estimateDurationsEndpoint } from '@/lib/processes/durations/endpoints';
import { FCTS, SETS, STEP_DEVICES, stepHistory, type StepHistory } from './steps-seed';
import { timed, type Times } from './timing';

/** Questions of one request. */
const STEPS = 1_000;

type Asked = {
  name: string;
  device: string;
  data: Record<string, string | number | boolean>;
  origin_device?: string;
  target_device?: string;
};

const deviceName = (no: number) => `D${String(no % STEP_DEVICES).padStart(2, '0')}`;

/** The parameters as the seed makes them of a number; `set` may be none that was ever used. */
function protocol(fct: number, device: number, set: number): Asked {
  const mode = ['soft', 'hard', 'fast'][Math.floor(set) % 3] ?? 'soft';
  const data = {
    fct: `f${fct % FCTS}`,
    duration: 10 * (1 + set),
    temperature: 20 + (Math.floor(set) % 7),
    mode,
    shaking: Math.floor(set) % 2 === 0,
  };
  return { name: 'step', device: deviceName(device), data };
}

function move(from: number, to: number): Asked {
  const [origin, target] = [deviceName(from), deviceName(to)];
  const data = { fct: 'move' };
  return { name: 'move', device: origin, data, origin_device: origin, target_device: target };
}

type Mix = { name: string; of: 'usual' | 'unique'; step: (no: number, nth: number) => Asked };

/** Every call asks others: `nth` is of the call, `no` of the step. */
const MIXES: readonly Mix[] = [
  {
    name: 'a plan: 40 different steps, moves among them',
    of: 'usual',
    step: (no, nth) => {
      const kind = (no + nth) % 40;
      if (kind % 4 === 0) return move(kind, kind + 1 + (nth % 3));
      return protocol(kind + nth, kind, kind % SETS);
    },
  },
  {
    name: '1,000 different protocols',
    of: 'usual',
    step: (no, nth) => protocol(no + nth, no * 7 + nth, Math.floor(no / FCTS) % SETS),
  },
  {
    name: '1,000 different, parameters never used',
    of: 'usual',
    step: (no, nth) => protocol(no + nth, no * 7 + nth, (no % 15) + 0.01 * (nth + 1)),
  },
  {
    name: '1,000 different device pairs',
    of: 'usual',
    step: (no, nth) => move(no + nth, no + nth + 1 + Math.floor(no / STEP_DEVICES)),
  },
  {
    name: 'without parameters, every fct',
    of: 'usual',
    step: (no, nth) => ({ name: 'step', device: 'D00', data: { fct: `f${(no + nth) % FCTS}` } }),
  },
  {
    name: 'every step its own parameters, 1,000 others',
    of: 'unique',
    step: (no, nth) => protocol(no + nth, no * 7 + nth, 1_000 * no + 0.5 + nth),
  },
  {
    name: 'the same of one fct on one device',
    of: 'unique',
    step: (no, nth) => protocol(0, nth, 1_000 * no + 0.5 + nth),
  },
];

export type EstimateLine = {
  name: string;
  /** Of the route and of reading the steps. */
  times: (Times | null)[];
  /** Answers that reading the steps gives, and how many of them the route gives alike. */
  known: number;
  same: number;
};

/** Reads all finished steps of the asked fcts into the process, and computes there. */
async function byReadingSteps(
  client: pg.PoolClient,
  labId: string,
  steps: readonly Asked[],
): Promise<(number | null)[]> {
  const fcts = [...new Set(steps.map(({ data }) => String(data.fct)))];
  const { rows } = await client.query<{
    fct: string;
    device: string;
    origin: string | null;
    target: string | null;
    data: unknown;
    ms: number;
  }>(
    `SELECT s.fct, d.name AS device, o.name AS origin, t.name AS target, s.data, s.usable_ms AS ms
     FROM steps s JOIN devices d ON d.id = s.device_id
     LEFT JOIN devices o ON o.id = s.origin_device_id
     LEFT JOIN devices t ON t.id = s.target_device_id
     WHERE s.lab_id = $1 AND s.usable_ms IS NOT NULL AND s.fct = ANY ($2)`,
    [labId, fcts],
  );
  const samples = new Map<string, number[]>();
  for (const { fct, device, origin, target, data, ms } of rows) {
    const names =
      origin !== null
        ? [`${origin} ${target}`]
        : [fct, `${fct} ${device} ${JSON.stringify(Object.entries(Object(data)).toSorted())}`];
    for (const name of names) {
      const known = samples.get(name);
      if (known) known.push(ms);
      else samples.set(name, [ms]);
    }
  }
  return steps.map(({ data, device, origin_device: origin, target_device: target }) => {
    const name =
      origin !== undefined
        ? `${origin} ${target}`
        : Object.keys(data).length === 1
          ? String(data.fct)
          : `${String(data.fct)} ${device} ${JSON.stringify(Object.entries(data).toSorted())}`;
    const found = samples.get(name);
    if (!found) return null;
    const longest = found.reduce((most, ms) => Math.max(most, ms), 0);
    if (origin !== undefined || found.length < 10) return longest / 1_000;
    return (percentile(found, 0.95) ?? 0) / 1_000;
  });
}

/**
 * A thousand estimates in one request, against `rows` steps: by the route's function and by reading
 * the steps, which only knows what was done exactly so before.
 */
export async function estimateTimes(
  superuserUrl: string,
  client: pg.PoolClient,
  rows: number,
  calls: number,
  baselineCalls: number,
): Promise<EstimateLine[]> {
  const histories: Record<Mix['of'], StepHistory> = {
    usual: await stepHistory(superuserUrl, 'bench-steps', rows, false),
    unique: await stepHistory(superuserUrl, 'bench-unique', rows, true),
  };
  const lines: EstimateLine[] = [];
  for (const { name, of, step } of MIXES) {
    const { lab } = histories[of];
    const headers = await storedKey(lab, 'orchestrator');
    const stepsOf = (nth: number) => Array.from({ length: STEPS }, (_, no) => step(no, nth));
    const ask = async (nth: number) => {
      const { status, text } = await callRoute(estimateDurationsEndpoint, {
        headers,
        body: { steps: stepsOf(nth) },
      });
      if (status !== 200) throw new Error(`estimates answered ${status}: ${text.slice(0, 300)}`);
      return text;
    };
    for (const nth of [1_000, 1_001]) await ask(nth);
    const own = await timed(calls, ask);
    const read = (nth: number) => byReadingSteps(client, lab.id, stepsOf(nth));
    const answers = await read(0);
    const { estimates } = EstimateAnswer.parse(JSON.parse(await ask(0)));
    const known = answers.flatMap((seconds, no) =>
      seconds === null ? [] : [{ seconds, ours: estimates[no]?.seconds ?? NaN }],
    );
    const same = known.filter(({ seconds, ours }) => Math.abs(seconds - ours) < 1e-5).length;
    const baseline = await timed(baselineCalls, read);
    lines.push({ name, times: [own, baseline], known: known.length, same });
  }
  return lines;
}
