/** A device that takes part in automated work. Its positions may be kept for several uses. */
export type PlatformDevice = {
  name: string;
  type: string;
  slots: number;
  /** Ranges of its positions by use, [from, until). */
  zones?: Readonly<Record<string, readonly [number, number]>>;
  /** The range of its positions that hold deep-well plates. */
  deepWell?: readonly [number, number];
  /** It works for as many containers at once as stand in it; else for one after the other. */
  shared?: boolean;
  /** What it says while no run uses it. */
  idleState: 'OP' | 'ID';
  /** Days from the load until the certificate of its server expires. */
  certificateDays?: number;
};

/** A place by its use. */
export type Where = { device: string; zone?: string };

/** What is done with one container, in its order. Times are medians in minutes. */
export type ScriptStep =
  | {
      kind: 'process';
      name: string;
      fct: string;
      device: string;
      parameters: Readonly<Record<string, unknown>>;
      minutes: number;
      sigma: number;
      /** The step by which the barcode becomes known, or by which it is filled. */
      does?: 'read' | 'fill';
    }
  | { kind: 'move'; to: Where }
  | { kind: 'unlid' }
  | { kind: 'lid' };

export type ScenarioProcess = {
  name: string;
  /** How likely a run is one of this process. */
  weight: number;
  /** What its containers are called, and how they stand in their names. */
  plates: { count: number; name: string; barcodePrefix: string; labware: string };
  /** How many wells get a specimen, and whether the last well is a pool of several. */
  filling: { wells: number; pool: boolean };
  /** The share of its runs that come with a plan. */
  planned: number;
  /** Median hours until a plate that is through is thrown away. */
  keptHours: number;
  versions: readonly {
    /** Days before the load since which it is in use. */
    sinceDays: number;
    source: string;
    script: readonly ScriptStep[];
  }[];
};

/** Something that stands on the platform outside of any run. */
export type StockItem = {
  name: string;
  barcodePrefix: string | null;
  count: number;
  where: Where;
  labware: string;
  filled: boolean;
  /** With a lid on it; 'off' has its lid lying on `lidZone`. */
  lid: 'none' | 'on' | 'off';
  lidZone?: Where;
};

/** The automated part of a laboratory, from which all that it did follows but for chance. */
export type PlatformScenario = {
  devices: readonly PlatformDevice[];
  arm: string;
  /** Where plates wait for their run. */
  store: Where;
  /** Where lids lie while their plates are open. */
  lids: Where;
  labware: Readonly<Record<string, string>>;
  processes: readonly ScenarioProcess[];
  /** The process of the run that is under way at the load. */
  running: string;
  /** Local hours at which runs begin on working days. */
  runHours: readonly number[];
  stock: readonly StockItem[];
  /** Where tubes of these types go, one after the other, and how many a day. */
  tubes: {
    specimenTypes: readonly string[];
    perDay: number;
    days: number;
    rack: Where;
    fridge: Where;
    archive: Where;
    labware: string;
  };
  /** Stops of devices, in a night between runs: days before the load. */
  stops: readonly { device: string; daysAgo: number; minutes: number; reason: string }[];
};
