import type { Priority } from '@/lib/platform/db/generated/enums';
import { arrivals } from './arrivals';
import { planOutages } from './outages';
import { seededRandom, type Random } from './random';
import { resultValue, type GeneratedResult } from './result-values';
import type { Scenario, ScenarioAnalyte, ScenarioAssay, ScenarioTube } from './scenario';
import { testCourse, type Bench, type CourseEvent } from './test-course';
import { zoneClock } from './zone-clock';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A tube that is still looked for was asked for within so long. */
const LOOKED_FOR = 1.5 * DAY;

export type GeneratedTest = {
  assay: ScenarioAssay;
  /** In order of time, from `create`; nothing later than the end asked for. */
  events: CourseEvent[];
  /** Empty until submitted. */
  results: GeneratedResult[];
};

export type Tube = {
  /** What stands on the label. */
  number: string;
  specimenType: string;
  location: string;
  priority: Priority;
  /** ms since 1970; null while not yet done at the end asked for. */
  collectedAt: number | null;
  tests: GeneratedTest[];
};

export type Wanted = {
  scenario: Scenario;
  timeZone: string;
  seed: number;
  /** The window is the days before `end`, which is ms since 1970. */
  end: number;
  days: number;
  /** Tests a day, on average over the window. */
  perDay: number;
  /** Stands in every specimen number, so that those of two runs differ. */
  tag: string;
};

/**
 * Tubes in the order they were asked for, with exactly `days × perDay` tests, as they stood at
 * `end`: what would have happened later has not happened. The same request gives the same tubes.
 * Memory does not grow with their number.
 */
export function* generateTubes(wanted: Wanted): Generator<Tube> {
  const { scenario, seed, end, days, perDay } = wanted;
  const clock = zoneClock(wanted.timeZone);
  const start = end - days * DAY;
  const total = days * perDay;
  const random = seededRandom(seed, 'tubes');
  const coming = arrivals(scenario, clock, start, end);
  const losses = seededRandom(seed, 'losses');
  const outages = planOutages(seededRandom(seed, 'outages'), scenario, clock, start, end);
  const bench: Bench = { random, scenario, clock, outages };
  const assays = new Map(scenario.assays.map((assay) => [assay.code, assay]));
  const analytes = new Map(scenario.analytes.map((analyte) => [analyte.code, analyte]));

  let day = '';
  let ofDay = 0;
  for (let made = 0; made < total;) {
    const orderedAt = wholeSecond(coming.momentOf((made + random.unit()) / total));
    const { year, month, day: date } = clock.wall(orderedAt);
    const today = String(year % 100).padStart(2, '0') + two(month) + two(date);
    if (today !== day) [day, ofDay] = [today, 0];
    ofDay++;

    const location = random.weighted(scenario.locations, coming.sharesAt(orderedAt));
    const roll = random.unit();
    const priority: Priority =
      roll < location.stat ? 'STAT' : roll < location.stat + location.urgent ? 'URGENT' : 'ROUTINE';
    const tube = random.weighted(scenario.tubes, (one) => one.share);
    const haste = priority === 'STAT' ? 0.5 : priority === 'URGENT' ? 0.75 : 1;
    const collect = random.logNormal(location.collectMinutes * haste, 0.5);
    const collectedAt = wholeSecond(orderedAt + collect * MINUTE);
    const transport = random.logNormal(location.transportMinutes * haste, 0.45);
    const receivedAt = wholeSecond(collectedAt + transport * MINUTE);

    const chosen = chooseAssays(random, tube, assays).slice(0, total - made);
    made += chosen.length;
    const rejection = random.chance(0.012) ? rejectionOf(random, scenario, receivedAt) : undefined;
    const ill = random.chance(0.05);
    const lost = losses.chance(0.012) && orderedAt > end - LOOKED_FOR;
    const tests = chosen.map((assay) => {
      const course = rejection ? [rejection] : testCourse(bench, assay, priority, receivedAt);
      const ordered: CourseEvent = { action: 'create', at: orderedAt };
      const came: CourseEvent[] = [{ action: 'receive', at: receivedAt }, ...course];
      const events = lost ? [ordered] : [ordered, ...came];
      return asItStood(random, { assay, events, results: [] }, end, analytes, ill);
    });
    yield {
      number: `${day}-${wanted.tag}${String(ofDay).padStart(4, '0')}`,
      specimenType: tube.specimenType,
      location: location.name,
      priority,
      collectedAt: collectedAt <= end ? collectedAt : null,
      tests,
    };
  }
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function chooseAssays(
  random: Random,
  tube: ScenarioTube,
  assays: ReadonlyMap<string, ScenarioAssay>,
): ScenarioAssay[] {
  const asked = tube.assays.filter((one) => random.chance(one.chance));
  const codes = (asked.length > 0 ? asked : tube.assays.slice(0, 1)).slice(0, 4);
  return codes.map(({ code }) => {
    const assay = assays.get(code);
    if (!assay) throw new Error(`The scenario has no assay ${code}`);
    return assay;
  });
}

function rejectionOf(random: Random, scenario: Scenario, receivedAt: number): CourseEvent {
  const { code } = random.weighted(scenario.rejectionReasons, (one) => one.weight);
  const at = wholeSecond(receivedAt + random.logNormal(9, 0.6) * MINUTE);
  return { action: 'reject', at, rejectionReason: code };
}

function asItStood(
  random: Random,
  test: GeneratedTest,
  end: number,
  analytes: ReadonlyMap<string, ScenarioAnalyte>,
  ill: boolean,
): GeneratedTest {
  const events = test.events.filter((event) => event.at <= end);
  if (!events.some((event) => event.action === 'submit')) return { ...test, events };
  const results = test.assay.analytes.map((code) => {
    const analyte = analytes.get(code);
    if (!analyte) throw new Error(`The scenario has no analyte ${code}`);
    return resultValue(random, analyte, ill);
  });
  return { ...test, events, results };
}
