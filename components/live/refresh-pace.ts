/** Events that arrive together cost one refresh; the spread keeps browsers from asking at once. */
const GATHER_MS = 100;
const SPREAD_MS = 250;
/** At most one refresh a second, and less often where the server takes long. */
const APART_MS = 1_000;
const REST_FACTOR = 2;
const APART_AT_MOST_MS = 10_000;
/** A refresh that never says it is done, as one that a navigation replaced, counts as done. */
const GIVEN_UP_MS = 20_000;
const LOOK_AGAIN_MS = 300;

/**
 * When to refresh: soon after the first event, never two at once, never two within a second, not
 * while `hold` says so. What was asked for meanwhile is made up for afterwards.
 */
export class RefreshPace {
  #wanted = false;
  #startedAt = Number.NEGATIVE_INFINITY;
  #apartMs = APART_MS;
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly refresh: () => void,
    private readonly hold: () => boolean,
    private readonly random: () => number = Math.random,
  ) {}

  /** Something changed. */
  ask(): void {
    this.#wanted = true;
    this.#plan(GATHER_MS + this.random() * SPREAD_MS);
  }

  /** The refresh that was begun is on the screen. */
  done(): void {
    if (!this.#running) return;
    clearTimeout(this.#watchdog);
    this.#running = false;
    const took = Date.now() - this.#startedAt;
    this.#apartMs = Math.min(Math.max(APART_MS, took * REST_FACTOR), APART_AT_MOST_MS);
    if (this.#wanted) this.#plan(GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    this.#timer = undefined;
    this.#running = false;
    this.#wanted = false;
  }

  #plan(delayMs: number): void {
    if (this.#timer !== undefined || this.#running) return;
    const untilAllowed = this.#startedAt + this.#apartMs - Date.now();
    this.#timer = setTimeout(() => this.#begin(), Math.max(delayMs, untilAllowed));
  }

  #begin(): void {
    this.#timer = undefined;
    if (this.hold()) {
      this.#plan(LOOK_AGAIN_MS);
      return;
    }
    this.#wanted = false;
    this.#running = true;
    this.#startedAt = Date.now();
    this.#watchdog = setTimeout(() => this.done(), GIVEN_UP_MS);
    this.refresh();
  }
}
