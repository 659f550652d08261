import { shownValue } from './fault';
import type { ImportRow } from './import-row';
import type { KnownColumn } from './known-columns';
import type { KnownAssay, LabNames, NameKind } from './lab-names';

/** A fault before the file's own name of the column is known. */
export type ColumnFault = { column: KnownColumn; value: string; reason: string };

/** A row whose names are the lab's. */
export type ResolvedRow = ImportRow & {
  assayId: string;
  /** The assay's only analyte, where the row has a result. */
  analyteId: string | null;
  resultUnit: string | null;
  locationId: string | null;
  deviceId: string | null;
  errorCodeId: string | null;
  rejectionReasonId: string | null;
};

/** Reasons that findings list by value, so that a manager may have them made. */
export const UNKNOWN: Readonly<Record<Exclude<NameKind, 'locations'>, string>> = {
  assays: 'is no assay of this lab; add it, or let a manager import with create_missing',
  devices: 'is no device of this lab; add it, or let a manager import with create_missing',
  errorCodes: 'is no error code of this lab; add it, or let a manager import with create_missing',
  rejectionReasons:
    'is no rejection reason of this lab; add it, or let a manager import with create_missing',
};

/** Each name a row uses, by kind. */
export function namesOf(row: ImportRow): [NameKind, string | null][] {
  return [
    ['assays', row.assay],
    ['devices', row.device],
    ['locations', row.location],
    ['errorCodes', row.errorCode],
    ['rejectionReasons', row.rejectionReason],
  ];
}

function idOf(
  faults: ColumnFault[],
  names: Map<string, string>,
  name: string | null,
  column: KnownColumn,
  reason: string,
): string | null {
  if (name === null) return null;
  const id = names.get(name) ?? names.get(name.toLowerCase());
  if (id === undefined) faults.push({ column, value: shownValue(name), reason });
  return id ?? null;
}

function analyteFor(row: ImportRow, assay: KnownAssay, faults: ColumnFault[]): string | null {
  if (row.result === null) return null;
  const [only, another] = assay.analytes;
  if (only !== undefined && another === undefined) return only;
  const reason =
    only === undefined
      ? `cannot be kept: the assay ${row.assay} has no analyte`
      : `cannot be kept: the assay ${row.assay} has ${assay.analytes.length} analytes, and a row does not say which`;
  faults.push({ column: 'result', value: shownValue(row.result), reason });
  return null;
}

/** Puts the lab's ids in the place of names, or says which are unknown. */
export function resolveRow(row: ImportRow, names: LabNames): ResolvedRow | ColumnFault[] {
  const faults: ColumnFault[] = [];
  const assay = names.assays.get(row.assay.toLowerCase());
  if (!assay) {
    faults.push({ column: 'assay', value: shownValue(row.assay), reason: UNKNOWN.assays });
  }
  const { devices, errorCodes, rejectionReasons, locations } = names;
  const deviceId = idOf(faults, devices, row.device, 'machine_id', UNKNOWN.devices);
  const errorCodeId = idOf(faults, errorCodes, row.errorCode, 'error_code', UNKNOWN.errorCodes);
  const rejectionReasonId = idOf(
    faults,
    rejectionReasons,
    row.rejectionReason,
    'rejection_reason',
    UNKNOWN.rejectionReasons,
  );
  const locationId = idOf(faults, locations, row.location, 'location', 'is not known');
  const analyteId = assay ? analyteFor(row, assay, faults) : null;
  if (!assay || faults.length > 0) return faults;
  // Written out: a spread costs more than all the look-ups.
  return {
    line: row.line,
    specimen: row.specimen,
    assay: row.assay,
    state: row.state,
    specimenType: row.specimenType,
    department: row.department,
    priority: row.priority,
    location: row.location,
    device: row.device,
    operator: row.operator,
    errorCode: row.errorCode,
    rejectionReason: row.rejectionReason,
    result: row.result,
    units: row.units,
    times: row.times,
    assayId: assay.id,
    analyteId,
    resultUnit: row.units ?? assay.unit,
    locationId,
    deviceId,
    errorCodeId,
    rejectionReasonId,
  };
}
