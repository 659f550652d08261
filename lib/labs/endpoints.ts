import { byCode, byName, namedEndpoints } from '@/lib/platform/http/named-list';
import { Analyte, AnalyteChange, NewAnalyte } from './analytes/contract';
import { Assay, AssayChange, NewAssay } from './assays/contract';
import { CALENDAR_ENDPOINTS } from './calendars/endpoints';
import { Department, DepartmentChange, NewDepartment } from './departments/contract';
import { ErrorCode, ErrorCodeChange, NewErrorCode } from './error-codes/contract';
import { Location, LocationChange, NewLocation } from './locations/contract';
import {
  NewRejectionReason,
  RejectionReason,
  RejectionReasonChange,
} from './rejection-reasons/contract';
import { TARGET_ENDPOINTS } from './targets/endpoints';
import { WORKFLOW_ENDPOINTS } from './workflow/endpoints';

export const assays = namedEndpoints({
  tag: 'Assays',
  path: '/assays',
  one: 'an assay',
  many: 'assays',
  params: byCode,
  read: 'read',
  write: 'assays.write',
  row: Assay,
  create: NewAssay,
  change: AssayChange,
});

export const analytes = namedEndpoints({
  tag: 'Assays',
  path: '/analytes',
  one: 'an analyte',
  many: 'analytes',
  params: byCode,
  read: 'read',
  write: 'assays.write',
  row: Analyte,
  create: NewAnalyte,
  change: AnalyteChange,
});

export const departments = namedEndpoints({
  tag: 'Lab',
  path: '/departments',
  one: 'a department',
  many: 'departments',
  params: byName,
  read: 'read',
  write: 'lab.write',
  row: Department,
  create: NewDepartment,
  change: DepartmentChange,
});

export const locations = namedEndpoints({
  tag: 'Lab',
  path: '/locations',
  one: 'a location',
  many: 'locations',
  params: byName,
  read: 'read',
  write: 'lab.write',
  row: Location,
  create: NewLocation,
  change: LocationChange,
});

export const rejectionReasons = namedEndpoints({
  tag: 'Lab',
  path: '/rejection-reasons',
  one: 'a rejection reason',
  many: 'rejection reasons',
  params: byCode,
  read: 'read',
  write: 'reasons.write',
  row: RejectionReason,
  create: NewRejectionReason,
  change: RejectionReasonChange,
});

export const errorCodes = namedEndpoints({
  tag: 'Lab',
  path: '/error-codes',
  one: 'an error code',
  many: 'error codes',
  params: byCode,
  read: 'read',
  write: 'reasons.write',
  row: ErrorCode,
  create: NewErrorCode,
  change: ErrorCodeChange,
});

const LISTS = [assays, analytes, departments, locations, rejectionReasons, errorCodes];

export const LAB_ENDPOINTS = [
  ...LISTS.flatMap(({ list, create, change }) => [list, create, change]),
  ...WORKFLOW_ENDPOINTS,
  ...TARGET_ENDPOINTS,
  ...CALENDAR_ENDPOINTS,
];
