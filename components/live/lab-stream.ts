import type { Live, LiveStatus } from './live-context';
import { LiveTab } from './live-tab';
import { concerns, sentAtMs, type Interest, type LiveSignal } from './live-signal';
import { RefreshPace } from './refresh-pace';

/** A page may have read its rows this long before the server noted when it was drawn. */
const READING_MS = 5_000;
/** A tab nobody looks at keeps the stream so long, for those who only glance elsewhere. */
const GLANCE_MS = 30_000;
/** Shorter breaks of the connection are not worth a word. */
const PATIENCE_MS = 4_000;

type Follower = { interest: Interest; drawnAtMs: number };
type Listener = { interest: Interest; heard: (signal: LiveSignal) => void };

/** The live events of one lab in one tab: who follows what, and when to refresh. */
export class LabStream implements Live {
  #tab: LiveTab | undefined;
  #pace: RefreshPace | undefined;
  readonly #followers = new Set<Follower>();
  readonly #listeners = new Set<Listener>();
  readonly #statusListeners = new Set<() => void>();
  #status: LiveStatus = 'connecting';
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** Takes part in the lab's stream until the returned function is called. */
  open(labSlug: string, refresh: () => void): () => void {
    const pace = new RefreshPace(refresh, () => document.hidden || somethingIsOpen());
    const tab = new LiveTab(labSlug, {
      signal: (signal) => this.#heard(signal),
      status: (status) => this.#follow(status),
    });
    this.#pace = pace;
    this.#tab = tab;
    let glance: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(glance);
      if (document.hidden) {
        clearTimeout(this.#patience);
        glance = setTimeout(() => tab.leave(), GLANCE_MS);
      } else {
        if (this.#status !== 'live') this.#follow('connecting');
        tab.join();
      }
    };
    const hide = () => tab.leave();
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', look);
    window.addEventListener('pagehide', hide);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pageshow', look);
      window.removeEventListener('pagehide', hide);
      clearTimeout(glance);
      clearTimeout(this.#patience);
      pace.stop();
      tab.close();
      this.#tab = undefined;
      this.#pace = undefined;
    };
  }

  readonly follow = (interest: Interest, drawnAtMs: number) => {
    const follower = { interest, drawnAtMs };
    this.#followers.add(follower);
    if (this.#tab?.recent.some((signal) => isNews(signal, follower))) this.#pace?.ask();
    return () => void this.#followers.delete(follower);
  };

  readonly listen = (interest: Interest, heard: (signal: LiveSignal) => void) => {
    const listener = { interest, heard };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly status = () => this.#status;

  readonly onStatus = (changed: () => void) => {
    this.#statusListeners.add(changed);
    return () => void this.#statusListeners.delete(changed);
  };

  /** The refresh that was asked for is on the screen. */
  refreshed(): void {
    this.#pace?.done();
  }

  #heard(signal: LiveSignal): void {
    for (const follower of this.#followers) {
      if (!isNews(signal, follower)) continue;
      this.#pace?.ask();
      break;
    }
    for (const { interest, heard } of this.#listeners) {
      if (concerns(signal, interest)) heard(signal);
    }
  }

  #follow(status: Exclude<LiveStatus, 'lost'>): void {
    clearTimeout(this.#patience);
    if (status === 'live') this.#setStatus('live');
    else if (!document.hidden) {
      this.#patience = setTimeout(() => this.#setStatus('lost'), PATIENCE_MS);
    }
  }

  #setStatus(status: LiveStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const changed of this.#statusListeners) changed();
  }
}

function isNews(signal: LiveSignal, { interest, drawnAtMs }: Follower): boolean {
  return concerns(signal, interest) && sentAtMs(signal) > drawnAtMs - READING_MS;
}

/**
 * A dialog or a menu stands on a row that a refresh may take away; it is waited for, unless it says
 * (`data-follows`) that it stays over what changes below it.
 */
function somethingIsOpen(): boolean {
  return document.querySelector(OPEN_PARTS) !== null;
}

const OPEN_PARTS = ['dialog', 'alertdialog', 'menu', 'listbox']
  .map((role) => `[role=${role}][data-state=open]:not([data-follows])`)
  .join();
