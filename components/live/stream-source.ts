import { LIVE_KINDS } from '@/lib/platform/live-kinds';
import type { LiveSignal } from './live-signal';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export type SourceEvents = {
  signal: (signal: LiveSignal) => void;
  /** The stream stands; `id` is where it goes on from. */
  ready: (id: string) => void;
  /** It broke, and is being asked for again. */
  broken: () => void;
};

/**
 * The stream of one lab, asked for again by itself for as long as it is not closed. `after` is the
 * id to resume after; without one it begins with the present.
 */
export function openSource(
  labSlug: string,
  after: string | undefined,
  on: SourceEvents,
): { close: () => void } {
  let lastId = after;
  let pauseMs = FIRST_PAUSE_MS;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    timer = undefined;
    const query = new URLSearchParams({ lab: labSlug });
    if (lastId !== undefined) query.set('last_event_id', lastId);
    source = new EventSource(`/api/v1/stream?${query}`);
    source.addEventListener('ready', (event) => {
      pauseMs = FIRST_PAUSE_MS;
      lastId = event.lastEventId;
      on.ready(lastId);
    });
    for (const kind of [...LIVE_KINDS, 'reset'] as const) {
      source.addEventListener(kind, (event: MessageEvent<string>) => {
        lastId = event.lastEventId;
        on.signal({ kind, id: lastId, ...readData(event.data) });
      });
    }
    source.addEventListener('error', () => {
      on.broken();
      // Refused outright, the browser does not try again by itself.
      if (source?.readyState === EventSource.CLOSED && timer === undefined) {
        timer = setTimeout(open, pauseMs * (0.75 + Math.random() / 2));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    });
  };
  const atOnce = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    open();
  };
  open();
  window.addEventListener('online', atOnce);
  return {
    close() {
      window.removeEventListener('online', atOnce);
      clearTimeout(timer);
      source?.close();
    },
  };
}

function readData(text: string): { entity: string; version: number } {
  const data: unknown = JSON.parse(text);
  const [entity, version]: unknown[] = [
    Reflect.get(Object(data), 'entity'),
    Reflect.get(Object(data), 'version'),
  ];
  return {
    entity: typeof entity === 'string' ? entity : '',
    version: typeof version === 'number' ? version : 0,
  };
}
