/** A trend: one value a bucket and series, null where nothing was counted (a gap, never 0). */
export type LineData = {
  /** The buckets in order. `key` is what a click answers; `running` marks one that is not over. */
  buckets: readonly { key: string; label: string; running?: boolean }[];
  series: readonly { name: string; values: readonly (number | null)[] }[];
  /** How many each bucket rests on, as bars below. */
  volume?: { name: string; values: readonly (number | null)[] };
  unit: string;
  /** A level to hold, drawn across. */
  target?: { label: string; value: number };
};

/** Lines of estimates, each within the band of its interval; null where there is none. */
export type BandData = {
  points: readonly { key: string; label: string }[];
  series: readonly {
    name: string;
    values: readonly ({ mean: number; low: number | null; high: number | null } | null)[];
  }[];
  unit: string;
};

/** Groups with one value a series (percentiles, shares, counts); null where nothing was counted. */
export type BarData = {
  /** In the order they shall stand, top first. `n` stands beside the label. */
  groups: readonly { key: string; label: string; n?: number }[];
  series: readonly { name: string; values: readonly (number | null)[] }[];
  unit: string;
  /** Bars of one group end to end instead of one below the other. */
  stacked?: boolean;
  /** Standing bars, for groups with an order of their own (hours, weekdays). */
  upright?: boolean;
  target?: { label: string; value: number };
};

/** Quartiles of type 7, whiskers at the last points inside 1.5 × IQR, as the metrics answer them. */
export type Box = {
  q1: number;
  median: number;
  q3: number;
  whisker_low: number;
  whisker_high: number;
  /** How many outliers there are; `outlier_values` may hold fewer. */
  outliers: number;
  outlier_values: readonly number[];
};

export type BoxData = {
  groups: readonly { key: string; label: string; n: number; box: Box | null }[];
  unit: string;
  target?: { label: string; value: number };
};

/** A share over time within what chance alone would make of it. */
export type ControlData = {
  /** In order; a provisional one is not over, or only part of it is counted. `n` is what its share is of. */
  buckets: readonly {
    key: string;
    label: string;
    n: number;
    running?: boolean;
    provisional?: boolean;
  }[];
  name: string;
  values: readonly (number | null)[];
  /** The level of the whole, and the limits of each bucket; null where there are none yet. */
  limits: {
    centre: number;
    lower: readonly (number | null)[];
    upper: readonly (number | null)[];
  } | null;
  unit: string;
};

/** Counts, most frequent first, with their share added up. */
export type ParetoData = {
  groups: readonly { key: string; label: string; count: number }[];
  unit: string;
};

/** How values are spread: bars of equal width from 0 on, the last perhaps without an end. */
export type HistogramData = {
  unit: string;
  /** What is counted. */
  name: string;
  width: number;
  bars: readonly { from: number; to: number | null; count: number }[];
  /** Values to mark on the scale. */
  marks: readonly { label: string; value: number; tone?: 'danger' }[];
};

/** What to draw, as plain data: a figure says so much, components/charts draw it. */
export type ChartData =
  | { kind: 'line'; data: LineData }
  | { kind: 'band'; data: BandData }
  | { kind: 'bar'; data: BarData }
  | { kind: 'box'; data: BoxData }
  | { kind: 'histogram'; data: HistogramData }
  | { kind: 'control'; data: ControlData }
  | { kind: 'pareto'; data: ParetoData };

/**
 * The table behind a chart. A column of numbers prints with one decimal,
 * or none when all are whole (pass text for more), null a dash; `href` makes the row's first cell a link to its rows.
 */
export type ChartTable = {
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly { key: string; cells: readonly (string | number | null)[]; href?: string }[];
};
