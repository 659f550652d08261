import type { CodeName, InstrumentEvent, ReportedResult, TestReport } from '../event';

type Resulted = Extract<InstrumentEvent, { kind: 'specimen.resulted' }>;
type Placed = Extract<InstrumentEvent, { kind: 'order.placed' }>;

/** What is being joined: filled on, and put into its event at the end. */
type Open =
  | { event: Resulted; tests: TestReport[] }
  | { event: Placed; assays: Map<string, CodeName> }
  | { event: Exclude<InstrumentEvent, Resulted | Placed> };

const sameOrder = (a: Placed, b: Placed) =>
  a.priority === b.priority &&
  a.location === b.location &&
  a.orderedAt?.getTime() === b.orderedAt?.getTime();

const byCode = (assays: readonly CodeName[]) =>
  assays.map((assay): [string, CodeName] => [assay.code, assay]);

function opened(event: InstrumentEvent): Open {
  if (event.kind === 'specimen.resulted') return { event, tests: [...event.tests] };
  if (event.kind === 'order.placed') return { event, assays: new Map(byCode(event.assays)) };
  return { event };
}

/** Takes the event into the one before, where they say one thing. */
function takenIn(before: Open, event: InstrumentEvent): boolean {
  if ('tests' in before && event.kind === 'specimen.resulted') {
    before.tests.push(...event.tests);
    return true;
  }
  if ('assays' in before && event.kind === 'order.placed' && sameOrder(before.event, event)) {
    for (const [code, assay] of byCode(event.assays)) before.assays.set(code, assay);
    return true;
  }
  return false;
}

/** Reports on one test made one, in the place of the first. */
function mergeTests(reports: readonly TestReport[]): TestReport[] {
  const merged = new Map<string, { report: TestReport; results: ReportedResult[] }>();
  for (const report of reports) {
    const key = report.assay === null ? '' : `=${report.assay.code}`;
    const before = merged.get(key);
    if (before === undefined) {
      merged.set(key, { report, results: [...report.results] });
      continue;
    }
    const news = report.results.length > 0;
    const later = before.results.length === 0 || report.at > before.report.at;
    before.results.push(...report.results);
    const complete = before.report.complete && report.complete;
    const at = news && later ? report.at : before.report.at;
    before.report = { ...before.report, complete, at };
  }
  return [...merged.values()].map(({ report, results }) => ({ ...report, results }));
}

/** Tests of which every result is still to come are at work. */
function closed(open: Open): InstrumentEvent[] {
  if ('assays' in open) return [{ ...open.event, assays: [...open.assays.values()] }];
  if (!('tests' in open)) return [open.event];
  const { event } = open;
  const { specimen } = event;
  const merged = mergeTests(open.tests);
  const told: InstrumentEvent[] = merged.flatMap(({ assay, results, at }) =>
    results.length > 0 ? [] : [{ kind: 'specimen.started' as const, specimen, assay, at }],
  );
  const tests = merged.filter(({ results }) => results.length > 0);
  if (tests.length > 0) {
    const latest = tests.reduce((last, { at }) => Math.max(last, at.getTime()), -Infinity);
    told.push({ ...event, tests, at: new Date(latest) });
  }
  return told;
}

/**
 * Reports and orders of one specimen that follow each other made one, as instruments send an order
 * record a test; what was said of the tube is said once. The order of events stays.
 */
export function joinEvents(events: readonly InstrumentEvent[]): InstrumentEvent[] {
  const joined: Open[] = [];
  /** The last of each specimen that is not its facts. */
  const last = new Map<string, Open>();
  const facts = new Set<string>();
  for (const event of events) {
    if (event.kind === 'specimen.facts') {
      const said = JSON.stringify([event.specimen.number, event.facts]);
      if (!facts.has(said)) joined.push({ event });
      facts.add(said);
      continue;
    }
    const open = opened(event);
    if ('specimen' in event && typeof event.specimen === 'object' && event.specimen !== null) {
      const { number } = event.specimen;
      const before = last.get(number);
      if (before !== undefined && takenIn(before, event)) continue;
      last.set(number, open);
    }
    joined.push(open);
  }
  return joined.flatMap(closed);
}
