import type { CodeName, ReportedResult, TestReport } from '../event';
import type { OrderGroup } from './group-orders';
import { allAt, eachAt } from './places';
import { codeName, malformed, quoted, type Reading } from './reading';
import { orderScope, readResult } from './read-result';

/** No order asks for more tests. */
const MOST_TESTS = 500;

type NamedTest = { given: readonly string[]; assay: CodeName | 'left_out' | null };

/** The tests that an order names, each repetition one; those the table leaves out are marked. */
function namedTests(order: OrderGroup, { table, remarks }: Reading): NamedTest[] {
  const named = eachAt(orderScope(order), table.astm.assay);
  const { nth } = order.record;
  if (named.length > MOST_TESTS) {
    throw malformed(`Record ${nth} (O) names more than ${MOST_TESTS} tests.`);
  }
  return named.map((given) => {
    const assay = codeName(given, table.assays);
    if (assay === 'left_out') {
      remarks.add(
        `The test ${quoted(given[0] ?? '')} of record ${nth} is left out by the mapping.`,
      );
    }
    return { given, assay };
  });
}

/** The assays an order names without those the mapping leaves out; null where it names none at all. */
export function assaysOf(order: OrderGroup, reading: Reading): CodeName[] | null {
  const named = namedTests(order, reading);
  if (named.length === 0) return null;
  return named.flatMap(({ assay }) => (assay === null || assay === 'left_out' ? [] : [assay]));
}

/** What is known of one test: `awaited` counts the results that are still to come. */
export type GatheredTest = { assay: CodeName | null; results: ReportedResult[]; awaited: number };

/**
 * The tests that an order reports on. Of an order of several, a result belongs to the one that has
 * its code, or else to none in particular.
 */
export function gatherTests(order: OrderGroup, reading: Reading): GatheredTest[] {
  const tests = namedTests(order, reading);
  const byCode = new Map(tests.flatMap((test) => test.given.map((code) => [code, test] as const)));
  const only = tests.length === 1 ? tests[0] : undefined;
  const none: NamedTest = { given: [], assay: null };
  const gathered = new Map<NamedTest, GatheredTest>();
  for (const group of order.results) {
    const scope = [group.record, ...orderScope(order)];
    const codes = allAt(scope, reading.table.astm.analyte);
    const test = only ?? codes.map((code) => byCode.get(code)).find(Boolean) ?? none;
    if (test.assay === 'left_out') continue;
    const read = readResult(order, group, test.given, reading);
    if (read.kind === 'nothing') continue;
    let found = gathered.get(test);
    if (!found) gathered.set(test, (found = { assay: test.assay, results: [], awaited: 0 }));
    if (read.kind === 'result') found.results.push(read.result);
    else found.awaited += 1;
  }
  return [...gathered.values()];
}

/**
 * A test's report. Complete is when every result that is still to count with is final or corrected,
 * and there is one: cancelled ones never come. It became known with its latest result, else with the
 * message.
 */
export function reportOf({ assay, results, awaited }: GatheredTest, at: Date): TestReport {
  const counted = results.filter(({ status }) => status !== 'cancelled');
  const complete =
    awaited === 0 &&
    counted.length > 0 &&
    counted.every(({ status }) => status === 'final' || status === 'corrected');
  const latest = results.reduce<Date | null>(
    (last, { observedAt }) =>
      observedAt !== null && (last === null || observedAt > last) ? observedAt : last,
    null,
  );
  return { assay, results, complete, at: latest ?? at };
}
