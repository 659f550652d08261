import type { LiveStatus } from './live-context';
import { isLater, type LiveSignal } from './live-signal';
import { openSource, type SourceEvents } from './stream-source';

/** What tabs of one browser tell each other about one lab's stream. */
type Message =
  | { type: 'signal'; signal: LiveSignal }
  | { type: 'standing'; status: LiveStatus; lastId: string | undefined; recent: LiveSignal[] }
  | { type: 'hello' }
  | { type: 'leaving' };

/** Signals kept for tabs and pages that come later. */
const KEPT = 300;
/** A stream that begins goes back so far, and so much may have passed before a tab asks for it. */
const YOUNG_MS = 8_000;

export type TabEvents = {
  signal: (signal: LiveSignal) => void;
  status: (status: Exclude<LiveStatus, 'lost'>) => void;
};

type Surroundings = {
  locks: Pick<LockManager, 'request'> | undefined;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'> | undefined;
  open: (labSlug: string, after: string | undefined, on: SourceEvents) => { close: () => void };
};

/**
 * One tab's share in the one stream that a browser holds of a lab. The tab that has the lock holds
 * the stream and passes on what it hears; when it goes, the browser gives the lock to the next,
 * which resumes after the last event it was passed. Only tabs that are looked at want the lock, so
 * a tab the browser has put to sleep never keeps it. Where there are no locks (an address without
 * https) each tab in sight has a stream of its own.
 */
export class LiveTab {
  readonly recent: LiveSignal[] = [];
  #lastId: string | undefined;
  #wanting: AbortController | undefined;
  #leading = false;
  #status: Exclude<LiveStatus, 'lost'> = 'connecting';
  readonly #madeAt = Date.now();

  constructor(
    private readonly labSlug: string,
    private readonly on: TabEvents,
    private readonly around: Surroundings = surroundings(labSlug),
  ) {
    around.channel?.addEventListener('message', (event: MessageEvent<Message>) =>
      this.#told(event.data),
    );
  }

  /** Takes part: leads, or waits for its turn and listens to the tab that does. */
  join(): void {
    if (this.#wanting) return;
    const wanting = new AbortController();
    this.#wanting = wanting;
    const { signal } = wanting;
    const lead = () => this.#lead(signal);
    if (this.around.locks === undefined) void lead();
    else {
      this.around.locks
        .request(`benchwatch-live:${this.labSlug}`, { signal }, lead)
        .catch(() => undefined);
    }
    this.#tell({ type: 'hello' });
  }

  /** Gives up the stream, or its turn to have it; goes on hearing what other tabs pass on. */
  leave(): void {
    this.#wanting?.abort();
    this.#wanting = undefined;
    this.#setStatus('connecting');
  }

  close(): void {
    this.leave();
    this.around.channel?.close();
  }

  #lead(given: AbortSignal): Promise<void> {
    if (given.aborted) return Promise.resolve();
    this.#leading = true;
    const resumed = this.#lastId !== undefined;
    const source = this.around.open(this.labSlug, this.#lastId, {
      signal: (signal) => this.#hear(signal),
      ready: (id) => {
        const first = this.#lastId === undefined;
        this.#lastId ??= id;
        // Opened behind others and looked at much later: too much lies between page and stream.
        if (first && !resumed && Date.now() - this.#madeAt > YOUNG_MS) {
          this.#hear({ kind: 'reset', entity: '', version: 0, id });
        }
        this.#setStatus('live');
      },
      broken: () => this.#setStatus('connecting'),
    });
    return new Promise((resolve) => {
      given.addEventListener('abort', () => {
        source.close();
        this.#leading = false;
        this.#tell({ type: 'leaving' });
        resolve();
      });
    });
  }

  #hear(signal: LiveSignal): void {
    if (this.#leading) this.#tell({ type: 'signal', signal });
    this.#lastId = signal.id;
    this.recent.push(signal);
    if (this.recent.length > KEPT) this.recent.shift();
    this.on.signal(signal);
  }

  #told(message: Message): void {
    switch (message.type) {
      case 'hello':
        if (this.#leading) this.#tellStanding();
        return;
      case 'signal':
        if (!this.#leading && isLater(message.signal.id, this.#lastId)) this.#hear(message.signal);
        return;
      case 'standing':
        if (!this.#leading) this.#catchUp(message);
        return;
      case 'leaving':
        if (!this.#leading) this.#setStatus('connecting');
    }
  }

  /** Takes from the leader what this tab has not heard, or a reset where that is too much. */
  #catchUp({ status, lastId, recent }: Extract<Message, { type: 'standing' }>): void {
    const mine = this.#lastId;
    const missed = recent.filter(({ id }) => isLater(id, mine));
    const oldest = recent[0];
    if (mine !== undefined && oldest && recent.length >= KEPT && isLater(oldest.id, mine)) {
      this.#hear({ kind: 'reset', entity: '', version: 0, id: lastId ?? oldest.id });
    } else {
      for (const signal of missed) this.#hear(signal);
      if (lastId !== undefined && isLater(lastId, this.#lastId)) this.#lastId = lastId;
    }
    this.#setStatus(status === 'live' && this.#wanting ? 'live' : 'connecting');
  }

  #setStatus(status: Exclude<LiveStatus, 'lost'>): void {
    if (status === this.#status) return;
    this.#status = status;
    this.on.status(status);
    if (this.#leading) this.#tellStanding();
  }

  #tellStanding(): void {
    this.#tell({
      type: 'standing',
      status: this.#status,
      lastId: this.#lastId,
      recent: this.recent,
    });
  }

  #tell(message: Message): void {
    this.around.channel?.postMessage(message);
  }
}

function surroundings(labSlug: string): Surroundings {
  return {
    // Absent without https, whatever the types say.
    locks: navigator.locks ?? undefined,
    channel:
      typeof BroadcastChannel === 'undefined'
        ? undefined
        : new BroadcastChannel(`benchwatch-live:${labSlug}`),
    open: openSource,
  };
}
