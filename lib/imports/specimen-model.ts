import type { RowTimes } from './import-row';
import type { Priority } from './status-words';

/** Who gave each value; `default` stands for a value that nobody gave. */
export type Sources = Record<string, string>;

export type ResultModel = {
  analyteId: string;
  value: string;
  unit: string | null;
  source: string;
  /** Written by this batch; the row in force before it, if any, is replaced. */
  changed: boolean;
  replaces: string | null;
};

/** A test as a batch sees it: as stored, then as its rows leave it. */
export type TestModel = {
  id: string;
  assayId: string;
  run: number;
  state: string;
  priority: Priority;
  deviceId: string | null;
  operator: string | null;
  errorCodeId: string | null;
  rejectionReasonId: string | null;
  /** `collected` is the specimen's and stays null here. */
  times: RowTimes;
  dueAt: number | null;
  sources: Sources;
  result: ResultModel | null;
  isNew: boolean;
  changed: boolean;
};

export type SpecimenModel = {
  id: string;
  number: string;
  specimenType: string | null;
  locationId: string | null;
  priority: Priority;
  state: string;
  collected: number | null;
  received: number | null;
  rejected: number | null;
  rejectionReasonId: string | null;
  voided: boolean;
  lastSequence: number;
  sources: Sources;
  tests: TestModel[];
  isNew: boolean;
  changed: boolean;
};

/** One row of history to be written. */
export type TransitionModel = {
  specimen: SpecimenModel;
  test: TestModel;
  sequence: number;
  fromState: string | null;
  toState: string;
  occurredAt: number;
  stamps: Record<string, string>;
  comment: string | null;
  deviceId: string | null;
  operator: string | null;
  errorCodeId: string | null;
  rejectionReasonId: string | null;
};
