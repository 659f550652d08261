import { expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Role } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { callCritical } from '@/lib/results/call-critical';
import { closeCritical } from '@/lib/results/close-critical';
import { CriticalCall, CriticalClose, ResultsRequest } from '@/lib/results/contract';
import { enterResults } from '@/lib/results/enter-results';
import { makeChemistry } from '@/lib/results/testing-results';
import { CorrectMilestone, VoidSpecimen } from '@/lib/specimens/changes/change-contract';
import { correctMilestone } from '@/lib/specimens/changes/correct-milestone';
import { voidSpecimen } from '@/lib/specimens/changes/void-specimen';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import type { Finding, Spell } from '../finding';
import { atRisk } from './at-risk';
import { criticalUnhandled } from './critical-unhandled';
import type { AlertKind, RuleOf } from './kind';
import { missingSpecimen } from './missing-specimen';
import type { KindName } from './params';
import { slaBreach } from './sla-breach';
import { worldAt } from './testing-kind';

const SEED = Number(process.env.SEED ?? 11);
const STEPS = 140;
const SPECIMENS = 12;
const MINUTE = 60_000;
const START = Date.parse('2026-03-02T06:00:00Z');

let seed = SEED;
/** mulberry32: the same walk of the same seed. */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
const below = (count: number) => Math.floor(random() * count);
function pick<T>(list: readonly T[]): T {
  const one = list[below(list.length)];
  if (one === undefined) throw new Error('Nothing to pick from');
  return one;
}

const ACTIONS = [
  'receive',
  'receive',
  'start',
  'start',
  'submit',
  'submit',
  'verify',
  'publish',
  'fail',
  'retry',
  'retract',
  'cancel',
  'reinstate',
  'reinstate',
  'reject',
  'amend',
];

type Asked<K extends KindName> = Omit<RuleOf<K>, 'id' | 'kind'>;
type Watched = {
  name: string;
  /** What each of its rules finds at a moment. */
  find: (now: Date) => Promise<Finding[][]>;
  /** The spells of each of its rules. */
  spells: (period: { from: Date; to: Date }) => Promise<Spell[][]>;
};

function watched<K extends KindName>(
  reader: Ctx,
  kind: AlertKind<K>,
  ...rules: Asked<K>[]
): Watched {
  const { name } = kind;
  const told = rules.map((rule, index) => ({ ...rule, kind: name, id: String(index) }));
  return {
    name,
    find: async (now) => {
      const found = await kind.find(worldAt(reader, now), told);
      return told.map(({ id }) => found.get(id) ?? []);
    },
    spells: (period) =>
      Promise.all(told.map((rule) => kind.spells(worldAt(reader, period.to), rule, period))),
  };
}

/** What the two have in common and must agree in. */
const key = ({ fingerprint, labels, deviceId, priority }: Finding | Spell) =>
  JSON.stringify([fingerprint, labels.specimen, labels.assay, labels.device, deviceId, priority]);

test(
  'what was found at any moment of random lives is what their spells say afterwards',
  { timeout: 600_000 },
  async () => {
    const home = await makeTestLab();
    const chemistry = await makeChemistry(home);
    const db = unboundDb();
    const labId = home.lab.id;
    await db.errorCode.create({ data: { id: newId(), labId, code: 'E1', name: 'Clot' } });
    const reader = await home.ctxFor('viewer');
    const hands = new Map<Role, Ctx>();
    for (const role of ['technician', 'supervisor', 'manager'] as const) {
      hands.set(role, await home.ctxFor(role));
    }
    const hand = (role: Role, now: Date): Ctx => {
      const ctx = hands.get(role);
      if (!ctx) throw new Error(`Nobody is ${role}`);
      return { ...ctx, now, requestId: newId() };
    };
    const { bench } = chemistry;
    const analyser = bench.devices.get('Analyser') ?? '';
    const k = bench.assays.get('K') ?? '';
    const onAnalyser = { devices: [analyser] };
    const kinds = [
      watched(
        reader,
        slaBreach,
        { filters: {}, params: { over_minutes: 0 } },
        { filters: onAnalyser, params: { over_minutes: 15 } },
        { filters: { assays: [k] }, params: { over_minutes: 5.5 } },
      ),
      watched(
        reader,
        atRisk,
        { filters: {}, params: { left_minutes: null } },
        { filters: { priorities: ['STAT'] }, params: { left_minutes: 60 } },
      ),
      watched(
        reader,
        missingSpecimen,
        { filters: {}, params: { after_minutes: null } },
        { filters: { assays: [k] }, params: { after_minutes: 20 } },
      ),
      watched(
        reader,
        criticalUnhandled,
        { filters: {}, params: { after_minutes: 30 } },
        { filters: onAnalyser, params: { after_minutes: 2 } },
      ),
    ];

    let made = 0;
    const create = async (now: Date) => {
      made += 1;
      const kind = random();
      const tests = [{ assay: 'K' }, { assay: 'CULT' }].slice(0, 1 + below(2));
      await createSpecimen(
        hand('technician', now),
        NewSpecimen.parse({
          specimen_id: `L-${made}`,
          tests,
          priority: pick(['STAT', 'ROUTINE']),
          ...(kind < 0.6 ? { collected_at: now.toISOString() } : {}),
          ...(kind > 0.3 && kind < 0.8 ? { ordered_at: now.toISOString() } : {}),
          state: kind > 0.9 ? 'received' : 'expected',
        }),
      );
    };
    const act = async (now: Date) => {
      const number = `L-${1 + below(made)}`;
      const kind = random();
      if (made < SPECIMENS && kind < 0.12) return create(now);
      if (kind < 0.24) {
        const results = [{ analyte: 'K', value: pick(['7', '7', '4']) }];
        return enterResults(
          hand('technician', now),
          number,
          ResultsRequest.parse({ assay: 'K', results }),
        );
      }
      if (kind < 0.28) {
        const open = await db.critical.findFirst({ where: { labId, closedAt: null } });
        if (!open) return undefined;
        const told = { notified_to: 'Ward' };
        if (random() < 0.4) {
          const again = { ...told, outcome: 'UNABLE_TO_REACH', read_back: false };
          return callCritical(hand('technician', now), open.id, CriticalCall.parse(again));
        }
        if (random() < 0.5) {
          const called = { ...told, outcome: 'CONFIRMED', read_back: true };
          return callCritical(hand('technician', now), open.id, CriticalCall.parse(called));
        }
        const closed = CriticalClose.parse({ as: 'NOT_REQUIRED', reason: 'policy' });
        return closeCritical(hand('supervisor', now), open.id, closed);
      }
      if (kind < 0.3) {
        const given = VoidSpecimen.parse({ reason: 'by mistake' });
        return voidSpecimen(hand('manager', now), number, given);
      }
      if (kind < 0.34) {
        const tube = await db.specimen.findFirst({ where: { labId, number, collectedAt: null } });
        if (!tube) return undefined;
        const given = { milestone: 'collected', time: now.toISOString(), reason: 'drawn now' };
        return correctMilestone(hand('manager', now), number, CorrectMilestone.parse(given));
      }
      const action = pick(ACTIONS);
      const request = {
        action,
        ...(action === 'start' || (action === 'retry' && random() < 0.5)
          ? { device: pick(['Analyser', 'Analyser', 'Other']) }
          : {}),
        ...(action === 'fail' ? { error_code: 'E1' } : {}),
        ...(action === 'reject' ? { rejection_reason: 'RH' } : {}),
        ...(random() < 0.3 ? { assays: ['K'] } : {}),
        reason: 'by chance',
      };
      const role = action === 'submit' ? 'technician' : 'supervisor';
      return transitionTests(hand(role, now), number, TransitionRequest.parse(request));
    };

    const seen: { at: number; found: string[][][] }[] = [];
    let at = START;
    let refused = 0;
    await create(new Date(at));
    for (let step = 0; step < STEPS; step += 1) {
      try {
        await act(new Date(at));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        refused += 1;
      }
      const next = at + (random() < 0.5 ? 1 + below(4) : 5 * (1 + below(8))) * MINUTE;
      // At once or just before the next step, and at a whole minute or just past it.
      const inside = at + MINUTE * below((next - at) / MINUTE) + below(2);
      for (const moment of new Set([pick([at, next - 1]), inside])) {
        const found: string[][][] = [];
        for (const kind of kinds) {
          const ofRules = await kind.find(new Date(moment));
          for (const { since } of ofRules.flat()) {
            expect(since.getTime()).toBeLessThanOrEqual(moment);
          }
          found.push(ofRules.map((findings) => findings.map(key).toSorted()));
        }
        seen.push({ at: moment, found });
      }
      at = next;
    }
    expect(refused).toBeLessThan(STEPS * 0.85);

    const whole = { from: new Date(START), to: new Date(at) };
    const middle = (START + at) / 2;
    const part = { from: new Date(middle), to: new Date((middle + at) / 2) };
    for (const [index, kind] of kinds.entries()) {
      for (const period of [whole, part]) {
        const ofRules = await kind.spells(period);
        for (const [rule, spells] of ofRules.entries()) {
          let cases = 0;
          for (const { at: moment, found } of seen) {
            if (moment < period.from.getTime() || moment >= period.to.getTime()) continue;
            const contained = spells.filter(
              ({ from, to }) => from.getTime() <= moment && (to === null || moment < to.getTime()),
            );
            const told = `${kind.name} ${rule} at ${new Date(moment).toISOString()}, seed ${SEED}`;
            expect(contained.map(key).toSorted(), told).toEqual(found[index]?.[rule]);
            cases += contained.length;
          }
          // The walk met what each rule is about.
          if (period === whole) expect(cases, `${kind.name} ${rule}`).toBeGreaterThan(0);
        }
      }
    }
  },
);
