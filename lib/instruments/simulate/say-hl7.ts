import { type SaidOrder, type SaidReport, type SaidResult, type Sender, stampOf } from './said';

const ESCAPES: Readonly<Record<string, string>> = {
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\\': '\\E\\',
};

/** Text as it may stand in a component, with the usual separators; line ends are blanks. */
const escaped = (text: string) =>
  text.replace(/[\r\n]+/g, ' ').replace(/[|^&~\\]/g, (one) => ESCAPES[one] ?? one);

/** A segment, its fields by their number in the standard. */
function segment(id: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  const written = Array.from({ length: last }, (_, index) => fields[index + 1] ?? '');
  return `${[id, ...written].join('|')}\r`;
}

function header(sender: Sender, type: string, controlId: string, at: Date): string {
  const from = `${escaped(sender.application)}|${escaped(sender.facility)}`;
  return `MSH|^~\\&|${from}|BENCHWATCH|LAB|${stampOf(at)}||${type}|${escaped(controlId)}|P|2.5.1||||||UNICODE UTF-8\r`;
}

const STATUSES: Readonly<Record<SaidResult['status'], string>> = {
  preliminary: 'P',
  final: 'F',
  corrected: 'C',
};
const PRIORITIES: Readonly<Record<SaidOrder['priority'], string>> = {
  STAT: 'S',
  URGENT: 'A',
  ROUTINE: 'R',
};

const isNumber = (value: string) => /^-?\d+(?:\.\d+)?$/.test(value);

function observation(result: SaidResult, nth: number): string {
  return segment('OBX', {
    1: String(nth),
    2: isNumber(result.value) ? 'NM' : 'ST',
    3: `${escaped(result.analyte)}^^L`,
    5: escaped(result.value),
    6: escaped(result.unit ?? ''),
    7: escaped(result.referenceRange ?? ''),
    8: result.flags.map(escaped).join('~'),
    11: STATUSES[result.status],
    19: stampOf(result.at),
  });
}

/** A report as OUL^R22: the specimen, then its tests with their results. */
export function sayHl7Report(sender: Sender, report: SaidReport, controlId: string): string {
  const specimen = segment('SPM', {
    1: '1',
    2: `^${escaped(report.specimen)}`,
    4: escaped(report.specimenType ?? ''),
    11: 'P',
    17: report.collectedAt === null ? '' : stampOf(report.collectedAt),
  });
  const tests = report.tests.map(({ assay, results }, index) => {
    const order = segment('OBR', {
      1: String(index + 1),
      3: escaped(report.specimen),
      4: `${escaped(assay)}^^L`,
      22: stampOf(report.at),
      25: 'F',
    });
    return order + results.map((result, nth) => observation(result, nth + 1)).join('');
  });
  return header(sender, 'OUL^R22^OUL_R22', controlId, report.at) + specimen + tests.join('');
}

/** The state of the device (table 0365) as ESU^U01. */
export function sayHl7State(sender: Sender, code: string, at: Date, controlId: string): string {
  const name = escaped(sender.application);
  const state = segment('EQU', { 1: name, 2: stampOf(at), 3: `${escaped(code)}^^HL70365` });
  return header(sender, 'ESU^U01^ESU_U01', controlId, at) + state;
}

/** An order or a cancellation of a LIS as OML^O21, an ORC and OBR a test. */
export function sayHl7Order(sender: Sender, order: SaidOrder, controlId: string): string {
  const control = order.action === 'place' ? 'NW' : 'CA';
  const priority = PRIORITIES[order.priority];
  const tests = order.assays.map((assay, index) => {
    const common = segment('ORC', { 1: control, 9: stampOf(order.at) });
    const timing = segment('TQ1', { 1: '1', 9: priority });
    const test = segment('OBR', { 1: String(index + 1), 4: `${escaped(assay)}^^L` });
    const specimen = segment('SPM', { 1: '1', 2: `^${escaped(order.specimen)}`, 11: 'P' });
    return common + timing + test + specimen;
  });
  return header(sender, 'OML^O21^OML_O21', controlId, order.at) + tests.join('');
}
