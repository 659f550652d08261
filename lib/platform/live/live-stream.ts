import { pool } from '../db/client';
import type { LiveKind } from '../live-kinds';
import { decodeResumeId, encodeResumeId, type ResumePoint } from '../live-resume-id';
import { log } from '../log';
import { liveConnection, type LiveConnection } from './live-connection';
import { isResumable, presentPoint } from './read-live-events';
import type { StreamHolder } from './stream-slot';

const TIMES = {
  heartbeatMs: 15_000,
  /** Credentials are asked for again so often. */
  recheckMs: 30_000,
  /** A client that takes nothing for so long is given up; it may resume. */
  stalledMs: 60_000,
};

/** Bytes waiting for a slow client before nothing more is read for it. */
const WAITING_BYTES = 32 * 1024;
/** What a browser waits before it asks again. */
const RETRY_MS = 1_000;

export type StreamRequest = {
  labId: string;
  /** What the reader may hear of. */
  kinds: ReadonlySet<LiveKind>;
  /** Last-Event-ID, or null for the present. */
  resumeId: string | null;
  holder: StreamHolder;
  /** Whether the reader may still read. */
  stillMay: () => Promise<boolean>;
  /** Aborted when the client is gone. */
  signal: AbortSignal;
};

/**
 * A lab's live events as Server-Sent Events: `ready` (or `reset`, where what was missed is no
 * longer known), then each event as it becomes visible, with a comment now and then. It ends when
 * the reader may no longer read, the client is gone, or the process stops. A client that does not
 * take what is sent costs a few kilobytes: its place is kept and the rest is read when it does.
 * @throws too_many_requests where the holder has as many streams as they may
 */
export async function openLiveStream(
  request: StreamRequest,
  times: typeof TIMES = TIMES,
  connection: LiveConnection = liveConnection(),
): Promise<ReadableStream<Uint8Array>> {
  const stream = new LiveStream(request, times, connection);
  await stream.open();
  return stream.body;
}

class LiveStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #point: ResumePoint = { xid: 0n, id: 0n, sentAtMs: 0 };
  #leave: (() => void) | undefined;
  #timers: NodeJS.Timeout[] = [];
  #pumping = false;
  #again = false;
  /** There is more to read than the client has room for, since when. */
  #behindSinceMs: number | undefined;
  #ended = false;

  constructor(
    private readonly request: StreamRequest,
    private readonly times: typeof TIMES,
    private readonly connection: LiveConnection,
  ) {
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => {
          if (this.#behindSinceMs !== undefined) this.#wake();
        },
        cancel: () => this.#stop(),
      },
      { highWaterMark: WAITING_BYTES, size: ({ byteLength }) => byteLength },
    );
  }

  async open(): Promise<void> {
    const { labId, holder, signal } = this.request;
    this.#leave = await this.connection.subscribe({
      labId,
      holder,
      wake: () => this.#wake(),
      end: () => this.#end(),
    });
    try {
      await this.#begin();
    } catch (error) {
      this.#stop();
      throw error;
    }
    const { heartbeatMs, recheckMs } = this.times;
    this.#timers = [
      setInterval(() => this.#beat(), heartbeatMs).unref(),
      setInterval(() => void this.#recheck(), recheckMs).unref(),
    ];
    signal.addEventListener('abort', () => this.#end(), { once: true });
    if (signal.aborted) this.#end();
    this.#wake();
  }

  async #begin(): Promise<void> {
    const { labId, resumeId } = this.request;
    const now = Date.now();
    const given = resumeId === null ? null : decodeResumeId(resumeId);
    const resumed = given !== null && (await isResumable(pool(), given, now));
    this.#point = resumed ? given : await presentPoint(pool(), labId, now);
    const name = resumed || resumeId === null ? 'ready' : 'reset';
    this.#send(`retry: ${RETRY_MS}\n${block(name, '{}', this.#point)}`);
  }

  #wake(): void {
    if (this.#pumping) {
      this.#again = true;
      return;
    }
    // A read that fails is tried again at the next wake-up; a database that stays away ends the
    // stream, by the connection's end or by the next check of its reader.
    this.#pump().catch((error: unknown) => log.warn({ err: error }, 'live events not read'));
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      do {
        this.#again = false;
        await this.#pass();
      } while (this.#again);
    } finally {
      this.#pumping = false;
    }
  }

  /** Sends one batch, if there is room for it. */
  async #pass(): Promise<void> {
    if (this.#ended) return;
    if (!this.#hasRoom()) {
      this.#behindSinceMs ??= Date.now();
      return;
    }
    this.#behindSinceMs = undefined;
    const { labId, kinds } = this.request;
    const { events, last, full } = await this.connection.read(labId, this.#point);
    const sentAtMs = Date.now();
    this.#send(
      events
        .filter(({ kind }) => kinds.has(kind))
        .map(({ kind, entity, version, xid, id }) =>
          block(kind, JSON.stringify({ entity, version }), { xid, id, sentAtMs }),
        )
        .join(''),
    );
    if (events.length > 0 || full) this.#point = { ...last, sentAtMs };
    if (full) this.#again = true;
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #send(text: string): void {
    if (this.#ended || text === '') return;
    this.#controller?.enqueue(Buffer.from(text));
  }

  #beat(): void {
    if (this.#hasRoom()) {
      this.#send(': still here\n\n');
      return;
    }
    this.#behindSinceMs ??= Date.now();
    if (Date.now() - this.#behindSinceMs < this.times.stalledMs) return;
    this.#stop();
    this.#controller?.error(new DOMException('The client takes nothing', 'AbortError'));
  }

  async #recheck(): Promise<void> {
    // Who cannot be asked about is not let in either: the client asks again.
    const still = await this.request.stillMay().catch(() => false);
    if (!still) this.#end();
  }

  /** Ends the answer in order. */
  #end(): void {
    if (this.#ended) return;
    this.#stop();
    this.#controller?.close();
  }

  #stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#leave?.();
  }
}

function block(name: string, data: string, point: ResumePoint): string {
  return `id: ${encodeResumeId(point)}\nevent: ${name}\ndata: ${data}\n\n`;
}
