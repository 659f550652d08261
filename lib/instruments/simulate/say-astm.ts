import { intoFrames } from '../astm/into-frames';
import { escapeText, headerRecord, writeRecord } from '../astm/write-record';
import { type SaidOrder, type SaidReport, type SaidResult, type Sender, stampOf } from './said';

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

const END = writeRecord('L', { 2: '1', 3: 'N' });
const testId = (code: string) => `^^^${escapeText(code)}`;

function header(sender: Sender, controlId: string, at: Date): string {
  return headerRecord({
    3: escapeText(controlId),
    5: `${escapeText(sender.application)}^${escapeText(sender.facility)}`,
    10: 'BENCHWATCH',
    12: 'P',
    13: 'LIS2-A2',
    14: stampOf(at),
  });
}

const resultRecord = (result: SaidResult, nth: number): string =>
  writeRecord('R', {
    2: String(nth),
    3: testId(result.analyte),
    4: escapeText(result.value),
    5: escapeText(result.unit ?? ''),
    6: escapeText(result.referenceRange ?? ''),
    7: result.flags.map(escapeText).join('\\'),
    9: STATUSES[result.status],
    13: stampOf(result.at),
  });

/** The records of a report, an order record a test. */
export function sayAstmReport(sender: Sender, report: SaidReport, controlId: string): string[] {
  const tests = report.tests.flatMap(({ assay, results }, index) => [
    writeRecord('O', {
      2: String(index + 1),
      3: escapeText(report.specimen),
      5: testId(assay),
      6: 'R',
      8: report.collectedAt === null ? '' : stampOf(report.collectedAt),
      16: escapeText(report.specimenType ?? ''),
      26: 'F',
    }),
    ...results.map((result, nth) => resultRecord(result, nth + 1)),
  ]);
  const patient = writeRecord('P', { 2: '1' });
  return [header(sender, controlId, report.at), patient, ...tests, END];
}

/** The records of a control that was run. */
export function sayAstmControl(
  sender: Sender,
  control: { name: string; assay: string; result: SaidResult },
  controlId: string,
): string[] {
  const { name, assay, result } = control;
  return [
    header(sender, controlId, result.at),
    writeRecord('P', { 2: '1' }),
    writeRecord('O', { 2: '1', 3: escapeText(name), 5: testId(assay), 12: 'Q' }),
    resultRecord(result, 1),
    END,
  ];
}

/** The records of an order or a cancellation of a LIS; what the specimen has already is added on to. */
export function sayAstmOrder(sender: Sender, order: SaidOrder, controlId: string): string[] {
  return [
    header(sender, controlId, order.at),
    writeRecord('P', { 2: '1' }),
    writeRecord('O', {
      2: '1',
      3: escapeText(order.specimen),
      5: order.assays.map(testId).join('\\'),
      6: PRIORITIES[order.priority],
      7: stampOf(order.at),
      12: order.action === 'place' ? 'N' : 'C',
      26: 'O',
    }),
    END,
  ];
}

/** A body of `application/astm` without frames. */
export const bareAstm = (records: readonly string[]): Uint8Array =>
  new TextEncoder().encode(records.map((record) => `${record}\r`).join(''));

/** … in frames, as it comes over a line; the checksum of the second wrong where `damaged`. */
export function framedAstm(records: readonly string[], damaged = false): Uint8Array {
  const framed = intoFrames(records);
  if (!damaged) return framed;
  const text = Buffer.from(framed).toString('latin1');
  const broken = text.replace(
    /(\u00022.)(.)/s,
    (_, start: string, next: string) => start + (next === 'X' ? 'Y' : 'X'),
  );
  return Buffer.from(broken, 'latin1');
}
