import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import type { GivenParams } from '@/lib/platform/http/page-address';
import type { ChartData, ChartTable } from './chart-data';
import type { Receipt } from './contract';
import { figureReceipt } from './figure-receipt';
import type { Window } from './window';

/** One number at the head of a figure's page. */
export type Tile = {
  label: string;
  value: number | string | null;
  unit?: string;
  n?: number;
  nLabel?: string;
  sub?: string;
  /** The set of rows it leads to. */
  which?: string;
  tone?: 'positive' | 'warning' | 'danger';
};

/** A chart of a figure's page, with its table. */
export type FigureChart = {
  title: string;
  /** What it says, in a sentence. */
  description: string;
  chart: ChartData;
  table: ChartTable;
  n?: number;
  nLabel?: string;
  caption?: string;
  /** Where a point leads, by key. */
  hrefs?: Record<string, string>;
};

/** A table without a chart. */
export type FigureTable = { title: string; description?: string; table: ChartTable };

/** What the page of a figure shows, as plain data; in the order given. */
export type FigureView = {
  tiles: readonly Tile[];
  charts: readonly FigureChart[];
  tables: readonly FigureTable[];
  receipt: Receipt;
};

/** Makes the addresses a view links to. */
export type FigureLinks = {
  /** The rows of a set, with the question changed: filters narrowed, another period. */
  rows: (which: string, changes?: Record<string, string | null>) => string;
  /** The period of the page, as whole days of the lab. */
  days: { from: string; to: string };
  labSlug: string;
};

/** A set of rows that stands behind a number. */
export type RowSetText = {
  name: string;
  label: string;
  /** Ends "Tests that …". */
  meaning: string;
};

/** A column of the rows: how a value of that name is shown. */
export type RowColumn = {
  key: string;
  label: string;
  as: 'specimen' | 'assay' | 'text' | 'time' | 'minutes' | 'number' | 'priority' | 'state' | 'yes';
};

/** A choice of the page besides period and filters, such as the grain of a trend. */
export type FigureChoice = {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
};

/** What a page of rows answers. */
export type RowsPage<R> = { data: R[]; next_cursor: string | null; total: number };

type Described<
  Q extends z.ZodObject,
  P extends z.ZodType,
  A extends z.ZodType,
  R extends z.ZodType,
> = {
  /** As in /metrics/{name} and /{lab}/figures/{name}. */
  name: string;
  title: string;
  /** A sentence under the title and in the interface's description. */
  summary: string;
  /** What exactly is counted, for receipts and the data dictionary. */
  definition: string;
  /** Changes whenever the same rows would give another figure. */
  version: string;
  /** The parameters of the question: a strict object, mostly of questionShape (contract.ts). */
  query: Q;
  answer: A;
  /** How it is computed, for receipts. */
  method: string;
  /** `receiptOf` makes the answer's receipt from the window that was counted. */
  compute: (
    ctx: Ctx,
    query: z.output<Q>,
    receiptOf: (window: Window) => Receipt,
  ) => Promise<z.input<A>>;
  choices?: readonly FigureChoice[];
  /** How many days its page is of unless asked otherwise; 7 unless said here. */
  defaultDays?: number;
  rows: {
    sets: readonly RowSetText[];
    /** The same parameters and those of rowsShape(sets). */
    query: P;
    /** What the rows are, in the plural. */
    noun: string;
    row: R;
    columns: readonly RowColumn[];
    read: (ctx: Ctx, query: z.output<P>) => Promise<RowsPage<z.input<R>>>;
  };
  view: (answer: z.output<A>, links: FigureLinks) => FigureView;
};

/** The parameters of a list of rows besides the question's: which set, and the page. */
export function rowsShape<const N extends string>(sets: readonly [N, ...N[]]) {
  return { ...listQueryShape, which: z.enum(sets).default(sets[0]) };
}

/** Makes a handler from a contract and what answers it, as lib/entry/serve.ts does. */
export type ServeFigure<H> = <Q extends z.ZodType, A extends z.ZodType>(
  endpoint: Endpoint<z.ZodUnknown, Q, z.ZodUndefined, A>,
  handler: (ctx: Ctx, given: { query: z.output<Q> }) => Promise<z.input<A>>,
) => H;

/** Faults of an address in words, or what was asked for. */
type Asked<T> = { faults: string[]; found?: undefined } | { faults?: undefined; found: T };

export type ShownRows = RowsPage<Record<string, unknown>>;

/** A figure: everything that its routes, its page, its rows and the dictionary are made of. */
export type DefinedFigure = {
  name: string;
  title: string;
  summary: string;
  definition: string;
  version: string;
  /** The filters and choices that its question takes. */
  parameters: readonly string[];
  choices: readonly FigureChoice[];
  defaultDays?: number;
  rows: {
    sets: readonly RowSetText[];
    noun: string;
    columns: readonly RowColumn[];
    /** The parameters that its rows take. */
    parameters: readonly string[];
  };
  endpoints: readonly Endpoint[];
  /** The handlers of its two routes. */
  bind: <H>(serve: ServeFigure<H>) => { figure: H; rows: H };
  /** What the interface's parameters ask for, its defaults filled in. */
  asked: (params: GivenParams) => Asked<Readonly<Record<string, unknown>>>;
  /** What its page shows for the interface's parameters. */
  show: (ctx: Ctx, params: GivenParams, links: FigureLinks) => Promise<Asked<FigureView>>;
  /** And the page of rows, with `which` and `cursor`. */
  showRows: (ctx: Ctx, params: GivenParams) => Promise<Asked<ShownRows>>;
};

function faultsOf(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

/**
 * Declares a figure once: its definition, question, rows and charts. List it in
 * figures/figure-list.ts, and its routes, its page, its rows and its place in the data dictionary
 * are there.
 */
export function defineFigure<
  Q extends z.ZodObject,
  P extends z.ZodType,
  A extends z.ZodType,
  R extends z.ZodType<Record<string, unknown>>,
>(described: Described<Q, P, A, R>): DefinedFigure {
  const { name, title, summary, definition, query, rows } = described;
  const rowsAnswer = listAnswer(rows.row).extend({ total: z.int() });
  const endpoint = defineEndpoint({
    method: 'GET',
    path: `/metrics/${name}`,
    tag: 'Metrics',
    summary: title,
    description: `${summary} ${definition} Nothing to count is null. Filters may be repeated for several values; (none) finds what has no value.`,
    may: 'read',
    query,
    answer: described.answer,
  });
  const rowsEndpoint = defineEndpoint({
    method: 'GET',
    path: `/metrics/${name}/rows`,
    tag: 'Metrics',
    summary: `The rows behind: ${title.toLowerCase()}`,
    description:
      'Takes the parameters of the figure; `which` names the part: ' +
      `${rows.sets.map((set) => `${set.name} (${rows.noun} that ${set.meaning})`).join(', ')}. ` +
      'All pages together have as many rows as the figure says.',
    may: 'read',
    query: rows.query,
    answer: rowsAnswer,
  });
  const computeIt = (ctx: Ctx, asked: z.output<Q>) =>
    described.compute(ctx, asked, (window) => figureReceipt(ctx, described, asked, window));
  return {
    name,
    title,
    summary,
    definition,
    version: described.version,
    parameters: Object.keys(query.shape),
    choices: described.choices ?? [],
    defaultDays: described.defaultDays,
    rows: {
      sets: rows.sets,
      noun: rows.noun,
      columns: rows.columns,
      parameters:
        rows.query instanceof z.ZodObject
          ? Object.keys(rows.query.shape).filter((name) => name !== 'limit')
          : [],
    },
    endpoints: [endpoint, rowsEndpoint],
    bind: (serve) => ({
      figure: serve(endpoint, (ctx, given) => computeIt(ctx, given.query)),
      rows: serve(rowsEndpoint, (ctx, given) => rows.read(ctx, given.query)),
    }),
    asked: (params) => {
      const asked = query.safeParse(params);
      return asked.success ? { found: asked.data } : { faults: faultsOf(asked.error) };
    },
    show: async (ctx, params, links) => {
      const asked = query.safeParse(params);
      if (!asked.success) return { faults: faultsOf(asked.error) };
      const answer = described.answer.parse(await computeIt(ctx, asked.data));
      return { found: described.view(answer, links) };
    },
    showRows: async (ctx, params) => {
      const asked = rows.query.safeParse(params);
      if (!asked.success) return { faults: faultsOf(asked.error) };
      const { data, next_cursor, total } = await rows.read(ctx, asked.data);
      return { found: { data: z.array(rows.row).parse(data), next_cursor, total } };
    },
  };
}
