import type { SaidReport, SaidResult } from '@/lib/instruments/simulate/said';
import type { Speaks } from '@/lib/instruments/simulate/simulated-device';
import type { RecentTest } from './recent-work';
import {
  cutOff,
  reportOf,
  sayControlRun,
  sayDamaged,
  sayFailure,
  sayReport,
  sayStart,
  sayWarning,
  type Speaker,
  type Spoken,
} from './speak';

const MINUTE = 60_000;

type Lab = { speakers: readonly Speaker[]; tests: readonly RecentTest[]; end: number };
/** A test that a device did, and when something is said of it. */
type Found = { speaker: Speaker; test: RecentTest; at: number };

/**
 * The test last done so many minutes before the end by a device that speaks so, of those that fit;
 * else the first after that, and what is said of it is said later. Nothing, where none fits.
 */
function lastDone(
  { speakers, tests, end }: Lab,
  speaks: readonly Speaks[],
  minutes: number,
  fits: (test: RecentTest) => boolean = isMeasured,
): Found[] {
  const wanted = Math.floor((end - minutes * MINUTE) / 1000) * 1000;
  const candidates = tests
    .flatMap((test): Found[] => {
      const speaker = speakers.find(({ name }) => name === test.device);
      const doneAt = test.resultedAt ?? test.startedAt;
      if (!speaker || doneAt === null || !speaks.includes(speaker.speaks) || !fits(test)) return [];
      return [{ speaker, test, at: doneAt + 2 * MINUTE }];
    })
    .toSorted((one, other) => one.at - other.at);
  const found = candidates.findLast(({ at }) => at <= wanted) ?? candidates[0];
  if (!found || found.at > end) return [];
  return [{ ...found, at: Math.max(found.at, wanted) }];
}

const isMeasured = ({ results }: RecentTest) =>
  results.some(({ value }) => Number.isFinite(Number(value)));
const isReleased = (test: RecentTest) =>
  (test.state === 'published' || test.state === 'verified') && isMeasured(test);

/** A tube that may still be rejected. */
const UNDECIDED = new Set(['received', 'in_process', 'submitted', 'error']);

/** The value after a rerun, a little beside the first, with as many decimals. */
function rerun(value: string): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  return (Number(value) * 1.08 + 10 ** -decimals).toFixed(decimals);
}

/** One value of a test, corrected after a rerun. */
function correction({ speaker, test, at }: Found): Spoken[] {
  const first = test.results.find(({ value }) => Number.isFinite(Number(value)));
  if (!first) return [];
  const changed: RecentTest = { ...test, results: [{ ...first, value: rerun(first.value) }] };
  return [sayReport(speaker, reportOf(changed, at, { status: 'corrected' }), at)];
}

/** HL7 by which an analyser refuses a tube; SPM-21 says why. */
function refusal({ speaker, test, at }: Found): Spoken {
  const report: SaidReport = { ...reportOf(test, at), tests: [] };
  const { bytes, ...said } = sayReport(speaker, report, at);
  const text = new TextDecoder().decode(bytes);
  const [header = '', specimen = ''] = text.split('\r');
  const fields = specimen.split('|');
  fields[21] = 'RC^Clotting^HL70490';
  const written = Array.from(fields, (field) => field ?? '').join('|');
  return { ...said, bytes: new TextEncoder().encode(`${header}\r${written}\r`) };
}

/** What the message says in place of what was done. */
function told({ speaker, test, at }: Found, changes: Partial<RecentTest>): Spoken {
  return sayReport(speaker, reportOf({ ...test, ...changes }, at), at);
}

const control = (value: string, at: number): SaidResult => ({
  analyte: 'INR',
  value,
  unit: null,
  referenceRange: '0.9-1.1',
  flags: ['N'],
  status: 'final',
  at: new Date(at),
});

/**
 * What does not go as usual, once each: labels nobody knows, codes the lab does not have, damaged
 * and unreadable messages, results and a refusal that a person must decide, controls and a warning.
 */
export function oddMessages(lab: Lab): Spoken[] {
  const one = (speaks: Speaks) =>
    lab.speakers.filter((speaker) => speaker.speaks === speaks).slice(0, 1);
  const ago = (minutes: number) => Math.floor((lab.end - minutes * MINUTE) / 1000) * 1000;
  return [
    // A label that was read with a digit too few.
    ...lastDone(lab, ['hl7'], 4).map((found) =>
      told(found, { number: found.test.number.slice(0, -1) }),
    ),
    // A tube that came before its order: so many a day are none of the lab's.
    ...lastDone(lab, ['json'], 38).map(({ speaker, test, at }) =>
      sayStart(speaker, test.number.replace(/\d(?=\d{3}$)/, '8'), test.assay, at),
    ),
    // A method by a code that is not in the device's table.
    ...lastDone(lab, ['astm', 'astm frames'], 131).map((found) =>
      told(found, { assay: `${found.test.assay}-STAT` }),
    ),
    ...lastDone(lab, ['json'], 184).map((found) =>
      told(found, {
        results: found.test.results.slice(0, 1).map((result) => ({ ...result, analyte: 'NRBC' })),
      }),
    ),
    // An error that the lab has no code for.
    ...lastDone(lab, ['json'], 72, () => true).map(({ speaker, test, at }) =>
      sayFailure(speaker, test, { code: 'E-4711', message: 'Rinse station overflow' }, at),
    ),
    ...lastDone(lab, ['json'], 413).map((found) => cutOff(told(found, {}), 0.6)),
    ...lastDone(lab, ['astm frames'], 322).map(({ speaker, test, at }) =>
      sayDamaged(speaker, reportOf(test, at), at),
    ),
    ...lastDone(lab, ['mllp'], 52, isReleased).flatMap(correction),
    ...lastDone(lab, ['json'], 23, isReleased).flatMap(correction),
    ...lastDone(lab, ['hl7'], 11, ({ state }) => UNDECIDED.has(state)).map(refusal),
    // Sent again by a middleware that lost the answer.
    ...lastDone(lab, ['mllp'], 96, isReleased).map(({ speaker, test, at }) =>
      sayReport(speaker, reportOf(test, test.resultedAt ?? at), at),
    ),
    ...one('hl7').map((speaker) =>
      sayWarning(speaker, 'Reagent ALT: 40 tests left on board', ago(105)),
    ),
    ...one('astm frames').flatMap((speaker) =>
      [455, 215].map((minutes, nth) => {
        const at = ago(minutes);
        const result = control(nth === 0 ? '1.02' : '0.98', at);
        return sayControlRun(speaker, { name: 'QC LEVEL 1', assay: 'PTINR', result }, at);
      }),
    ),
  ].toSorted((a, b) => a.at - b.at);
}
