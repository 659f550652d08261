import type pg from 'pg';
import { pool } from '../db/client';
import { AppError } from '../errors';
import { comparePositions, type LivePosition } from '../live-resume-id';
import { log } from '../log';
import { readLiveEvents, type LiveBatch } from './read-live-events';
import { freeSlot, takeSlot, type StreamHolder } from './stream-slot';

/** Commits that follow each other closely are read together. */
const READS_APART_MS = 100;
/** How soon to look again for events that wait for an older transaction. */
const HELD_AGAIN_MS = 200;
/** What no notification told of is found so much later. */
const POLL_MS = 3_000;

const BATCH = 200;

export type Subscriber = {
  labId: string;
  holder: StreamHolder;
  /** There may be something to read. */
  wake: () => void;
  /** The stream cannot go on in this process; its client will ask again. */
  end: () => void;
};

type Lab = {
  subscribers: Set<Subscriber>;
  timer: NodeJS.Timeout | undefined;
  readAtMs: number;
  /** One read a place and wake-up, shared by all streams that stand there. */
  reads: { after: LivePosition; batch: Promise<LiveBatch> }[];
};

/**
 * The one connection of a process that listens for live events, for all streams it serves. It is
 * there while there are streams, holds their slots, and is made anew when it breaks; every stream
 * then reads on from its own place, so nothing is missed.
 */
export class LiveConnection {
  readonly #labs = new Map<string, Lab>();
  readonly #slots = new Map<Subscriber, number>();
  #client: pg.PoolClient | undefined;
  #poll: NodeJS.Timeout | undefined;
  #draining = false;
  // One after the other: slots are taken, given back and renewed, the connection made and ended.
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: () => pg.Pool = pool) {}

  /**
   * @returns what to call when the stream ends
   * @throws too_many_requests where the holder has as many streams as they may
   */
  async subscribe(subscriber: Subscriber): Promise<() => void> {
    if (this.#draining) throw leaving();
    await this.#inTurn(async () => {
      const client = await this.#connected();
      const got = await this.#takeSlot(client, subscriber);
      if (this.#slots.size === 0) this.#disconnect();
      if (!got) throw tooMany(subscriber.holder.limit);
    });
    if (this.#draining) {
      this.#leave(subscriber);
      throw leaving();
    }
    const lab = this.#labs.get(subscriber.labId) ?? newLab();
    this.#labs.set(subscriber.labId, lab);
    lab.subscribers.add(subscriber);
    return () => this.#leave(subscriber);
  }

  /** Events of a lab after a place. Streams that were woken together share one query. */
  read(labId: string, after: LivePosition): Promise<LiveBatch> {
    const lab = this.#labs.get(labId);
    if (!lab) return readLiveEvents(this.db(), labId, after, BATCH);
    const shared = lab.reads.find((read) => comparePositions(read.after, after) === 0);
    if (shared) return shared.batch;
    const read = { after, batch: readLiveEvents(this.db(), labId, after, BATCH) };
    lab.reads.push(read);
    const settled = () => void (lab.reads = lab.reads.filter((other) => other !== read));
    read.batch.then(({ held }) => {
      settled();
      if (held) this.#wakeLab(labId, HELD_AGAIN_MS);
    }, settled);
    return read.batch;
  }

  /** The process is about to stop: ends every stream, and takes no more. */
  drain(): void {
    this.#draining = true;
    this.#endAll();
  }

  /** No stream is open here. */
  get isIdle(): boolean {
    return this.#labs.size === 0;
  }

  /** Settles when what was begun is done; for tests. */
  async idle(): Promise<void> {
    await this.#turn;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #takeSlot(client: pg.PoolClient, subscriber: Subscriber): Promise<boolean> {
    const { key } = subscriber.holder;
    const taken = [...this.#slots].flatMap(([{ holder }, slot]) =>
      holder.key === key ? [slot] : [],
    );
    const slot = await takeSlot(client, subscriber.holder, taken);
    if (slot !== null) this.#slots.set(subscriber, slot);
    return slot !== null;
  }

  #leave(subscriber: Subscriber): void {
    const lab = this.#labs.get(subscriber.labId);
    lab?.subscribers.delete(subscriber);
    if (lab?.subscribers.size === 0) {
      clearTimeout(lab.timer);
      this.#labs.delete(subscriber.labId);
    }
    this.#inTurn(async () => {
      const slot = this.#slots.get(subscriber);
      this.#slots.delete(subscriber);
      if (this.#slots.size === 0) this.#disconnect();
      else if (slot !== undefined && this.#client) {
        await freeSlot(this.#client, subscriber.holder.key, slot);
      }
    }).catch((error: unknown) => log.warn({ err: error }, 'live stream not given back'));
  }

  async #connected(): Promise<pg.PoolClient> {
    if (this.#client) return this.#client;
    const client = await this.db().connect();
    // Both may come, and neither may end the process.
    client.on('error', (error) => this.#broken(client, error.message));
    client.on('end', () => this.#broken(client, 'ended'));
    client.on('notification', ({ payload }) => payload && this.#wakeLab(payload, 0));
    try {
      await client.query('LISTEN benchwatch_live');
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#client = client;
    this.#poll ??= setInterval(() => this.#wakeAll(), POLL_MS).unref();
    return client;
  }

  #disconnect(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    const client = this.#client;
    this.#client = undefined;
    client?.removeAllListeners('notification');
    // Ended, not returned: it listens and holds locks.
    client?.release(true);
  }

  #broken(client: pg.PoolClient, reason: string): void {
    if (client !== this.#client) return;
    log.warn({ reason }, 'live connection lost');
    this.#disconnect();
    this.#inTurn(() => this.#renew()).catch((error: unknown) => {
      log.warn({ err: error }, 'live connection not renewed');
      this.#endAll();
    });
  }

  /** The locks went with the connection, and somebody may have taken them meanwhile. */
  async #renew(): Promise<void> {
    const subscribers = [...this.#slots.keys()];
    if (subscribers.length === 0) return;
    const client = await this.#connected();
    this.#slots.clear();
    for (const subscriber of subscribers) {
      if (!(await this.#takeSlot(client, subscriber))) subscriber.end();
    }
    this.#wakeAll();
  }

  #endAll(): void {
    for (const { subscribers } of this.#labs.values()) {
      for (const subscriber of subscribers) subscriber.end();
    }
  }

  #wakeAll(): void {
    for (const labId of this.#labs.keys()) this.#wakeLab(labId, 0);
  }

  #wakeLab(labId: string, delayMs: number): void {
    const lab = this.#labs.get(labId);
    if (!lab || lab.timer !== undefined) return;
    const untilAllowed = lab.readAtMs + READS_APART_MS - Date.now();
    lab.timer = setTimeout(
      () => {
        lab.timer = undefined;
        lab.readAtMs = Date.now();
        // A read that began before this moment may not have seen what is to be read now.
        lab.reads = [];
        for (const subscriber of lab.subscribers) subscriber.wake();
      },
      Math.max(delayMs, untilAllowed, 0),
    );
  }
}

function newLab(): Lab {
  return { subscribers: new Set(), timer: undefined, readAtMs: 0, reads: [] };
}

function tooMany(limit: number): AppError {
  return new AppError(
    'too_many_requests',
    `${limit} live streams are open already, which is the most. Close one; it is free again at once.`,
    { retryAfterSeconds: 30 },
  );
}

function leaving(): AppError {
  return new AppError('unavailable', 'This server is about to stop. Ask again.', {
    retryAfterSeconds: 2,
  });
}

// Next loads modules once a bundle, and the connection is one a process.
const holder: typeof globalThis & { benchwatchLive?: LiveConnection } = globalThis;

export function liveConnection(): LiveConnection {
  holder.benchwatchLive ??= new LiveConnection();
  return holder.benchwatchLive;
}

/** Ends the process's streams once it is asked to stop: a server waits for its answers to end. */
export function drainLiveStreamsAtStop(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => liveConnection().drain());
  }
}
