export type Scan<T> = {
  /** Counts up; the order of scanning. */
  id: number;
  number: string;
  at: number;
  status: 'waiting' | 'working' | 'done' | 'refused' | 'undoing' | 'undone' | 'ignored';
  /** One sentence for the list. */
  text: string;
  /** What the work handed back, for its undo. */
  result: T | null;
  /** No answer came: the same number is asked for again, however soon. */
  unanswered: boolean;
};

export type Worked<T> = { ok: boolean; text: string; result: T | null; unanswered?: boolean };

/** The same number again within this time is the scanner reading twice. */
export const DOUBLE_SCAN_MS = 2000;

const NO_ANSWER = 'No answer came: it may have been done.';

type Options<T> = {
  work: (number: string) => Promise<Worked<T>>;
  undo: (scan: Scan<T>) => Promise<Worked<T>>;
  /** Told after every change with all scans, newest first. */
  onChange: (scans: readonly Scan<T>[], changed: Scan<T>) => void;
  now?: () => number;
  /** A scan without an answer for so long makes way for the next. */
  limitMs?: number;
};

const LIMIT_MS = 20_000;

/** Rejects when `work` takes too long; what it was about may still happen. */
function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), limitMs);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Takes scans as fast as they come and works them off one after the other in their order; none is
 * lost while another is at work. An undo waits its turn like a scan.
 */
export class ScanQueue<T> {
  private scans: Scan<T>[] = [];
  private tasks: (() => Promise<void>)[] = [];
  private running = false;
  private readonly options: Options<T>;

  constructor(options: Options<T>) {
    this.options = options;
  }

  /** Accepts a scan; one of the same number just before is noted and ignored. */
  add(number: string): void {
    const at = (this.options.now ?? Date.now)();
    const before = this.scans.find(
      (scan) => scan.number === number && at - scan.at < DOUBLE_SCAN_MS && !scan.unanswered,
    );
    const scan: Scan<T> = {
      id: (this.scans[0]?.id ?? 0) + 1,
      number,
      at,
      status: before ? 'ignored' : 'waiting',
      text: before ? 'Scanned twice within 2 seconds: the second was ignored' : 'Waiting',
      result: null,
      unanswered: false,
    };
    this.scans = [scan, ...this.scans];
    this.options.onChange(this.scans, scan);
    if (!before) this.enqueue(() => this.run(scan.id, 'working', this.workOn));
  }

  /** Takes a scan that was done back. */
  undo(id: number): void {
    const scan = this.find(id);
    if (scan?.status !== 'done') return;
    this.change(id, { status: 'undoing', text: 'Undoing' });
    this.enqueue(() => this.run(id, 'undoing', this.undoOn));
  }

  private find(id: number): Scan<T> | undefined {
    return this.scans.find((scan) => scan.id === id);
  }

  private enqueue(task: () => Promise<void>): void {
    this.tasks.push(task);
    if (!this.running) void this.drain();
  }

  private async drain(): Promise<void> {
    this.running = true;
    for (let task = this.tasks.shift(); task; task = this.tasks.shift()) await task();
    this.running = false;
  }

  private readonly workOn = async (scan: Scan<T>): Promise<Partial<Scan<T>>> => {
    const { ok, text, result, unanswered = false } = await this.options.work(scan.number);
    return { status: ok ? 'done' : 'refused', text, result, unanswered };
  };

  private readonly undoOn = async (scan: Scan<T>): Promise<Partial<Scan<T>>> => {
    const { ok, text } = await this.options.undo(scan);
    // What could not be undone stays done, and can be tried again.
    return ok ? { status: 'undone', text, result: null } : { status: 'done', text };
  };

  private async run(
    id: number,
    status: Scan<T>['status'],
    take: (scan: Scan<T>) => Promise<Partial<Scan<T>>>,
  ): Promise<void> {
    this.change(id, { status });
    const scan = this.find(id);
    if (!scan) return;
    try {
      this.change(id, await within(this.options.limitMs ?? LIMIT_MS, take(scan)));
    } catch {
      this.change(
        id,
        status === 'undoing'
          ? { status: 'done', text: `${NO_ANSWER} Open it and look whether it was undone.` }
          : { status: 'refused', text: `${NO_ANSWER} Scan it again.`, unanswered: true },
      );
    }
  }

  private change(id: number, changes: Partial<Scan<T>>): void {
    this.scans = this.scans.map((scan) => (scan.id === id ? { ...scan, ...changes } : scan));
    const changed = this.find(id);
    if (changed) this.options.onChange(this.scans, changed);
  }
}
