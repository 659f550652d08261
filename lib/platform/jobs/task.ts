/** One kind of job the worker does. Payloads are parsed by the task itself. */
export type Task = {
  name: string;
  /** `stopping` is aborted when the worker drains: save progress and return. */
  run: (payload: unknown, stopping: AbortSignal) => Promise<void>;
  /** Standard cron in UTC, for what runs by the clock. */
  cron?: string;
  /** Also once when a worker starts, for what a killed one left behind. */
  atStart?: boolean;
};
