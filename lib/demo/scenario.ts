import type { Speaks } from '@/lib/instruments/simulate/simulated-device';
import type { Priority } from '@/lib/platform/db/generated/enums';
import type { PlatformScenario } from './platform/platform-scenario';
import type { QualityScenario } from './quality/quality-scenario';

/** How an analyte's values fall: log-normal numbers, or words by weight. */
export type ValueSpread =
  | { kind: 'number'; median: number; sigma: number; decimals: number }
  | { kind: 'word'; words: readonly { word: string; weight: number }[] };

export type ScenarioAnalyte = {
  code: string;
  name: string;
  loinc: string;
  unit: string | null;
  low: number | null;
  high: number | null;
  criticalLow: number | null;
  criticalHigh: number | null;
  criticalCodes: readonly string[];
  spread: ValueSpread;
};

export type ScenarioAssay = {
  code: string;
  name: string;
  loinc: string;
  department: string;
  analytes: readonly string[];
  /** Devices of this group run it. */
  deviceGroup: string;
  /** Median minutes on the device. */
  runMinutes: number;
  /** Local hours at which a batch is loaded; loaded at once where absent. */
  batchHours?: readonly number[];
  /** A target of its own, in minutes from receipt to release. */
  targetMinutes?: number;
};

export type ScenarioDevice = {
  name: string;
  type: string;
  group: string;
  /** How much of its group's work it gets. */
  share: number;
  /** The share of attempts that fail. */
  failureRate: number;
  /** How likely it is the one that breaks down; 0 never. */
  outageWeight: number;
  /** Whether it says what state it is in. */
  reportsStates?: boolean;
  /** How it sends messages; it sends none where absent. */
  speaks?: Speaks;
};

/** When a location orders: round the clock, on the morning round, or in office hours. */
export type OrderPattern = 'acute' | 'ward' | 'office';

export type ScenarioLocation = {
  name: string;
  pattern: OrderPattern;
  share: number;
  /** Shares of priorities; the rest is ROUTINE. */
  stat: number;
  urgent: number;
  /** Median minutes from order to collection, and from collection to receipt. */
  collectMinutes: number;
  transportMinutes: number;
};

/** A kind of tube and what is asked of it: one to four assays. */
export type ScenarioTube = {
  specimenType: string;
  share: number;
  assays: readonly { code: string; chance: number }[];
};

/** An announced stop of a device, from a local hour. */
export type PlannedStop = { device: string; hour: number; minutes: number; reason: string };

/** Everything believable work of one laboratory follows from, but for chance. */
export type Scenario = {
  timeZone: string;
  departments: readonly string[];
  analytes: readonly ScenarioAnalyte[];
  assays: readonly ScenarioAssay[];
  devices: readonly ScenarioDevice[];
  locations: readonly ScenarioLocation[];
  tubes: readonly ScenarioTube[];
  errorCodes: readonly { code: string; name: string; weight: number }[];
  /** The error code of work that a stopping device loses. */
  outageErrorCode: string;
  /** A maintenance of a device that was announced, at a local hour of a working day. */
  maintenance?: PlannedStop;
  /** … and one that is still to come, the working day after next. */
  nextMaintenance?: PlannedStop;
  rejectionReasons: readonly { code: string; weight: number }[];
  /** Targets by priority, minutes from receipt to release. */
  priorityTargets: readonly { priority: Priority; minutes: number }[];
  /** Its automated part, if it has one. */
  platform?: PlatformScenario;
  /** What its data is judged by. */
  quality?: QualityScenario;
};
