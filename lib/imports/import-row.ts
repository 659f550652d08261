import type { Priority } from './status-words';

/** The moments a row may give, besides which `failed` ends an attempt. */
export const ROW_TIMES = [
  'ordered',
  'collected',
  'received',
  'started',
  'resulted',
  'verified',
  'released',
  'rejected',
  'failed',
] as const;
export type RowTime = (typeof ROW_TIMES)[number];

/** ms since 1970 by moment; null where the row says nothing. */
export type RowTimes = Record<RowTime, number | null>;

/** One row of a file, understood but not yet compared with the lab: names are still names. */
export type ImportRow = {
  line: number;
  specimen: string;
  assay: string;
  /** A state's key: as stated, or what its times imply. */
  state: string;
  specimenType: string | null;
  department: string | null;
  priority: Priority | null;
  location: string | null;
  device: string | null;
  operator: string | null;
  errorCode: string | null;
  rejectionReason: string | null;
  result: string | null;
  units: string | null;
  times: RowTimes;
};

export function noTimes(): RowTimes {
  return {
    ordered: null,
    collected: null,
    received: null,
    started: null,
    resulted: null,
    verified: null,
    released: null,
    rejected: null,
    failed: null,
  };
}
