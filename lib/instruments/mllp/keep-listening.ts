import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { log } from '@/lib/platform/log';
import { answerFrame } from './answer-frame';
import { peersAt, plainAddress } from './attribute-peer';
import { noteRefusal } from './mllp-report';
import { IDLE_MS, serveConnection, type Served } from './serve-connection';

/** Connections that one device may have open. */
const MOST_OF_A_DEVICE = 8;
/** … that an address may have before it said who it is, for each device that it may be. */
const MOST_UNNAMED = 8;
/** … and all together: what they may hold in memory is bounded. */
const MOST_CONNECTIONS = 256;
/** Of these addresses that no device is named by may have no more than half, so that devices get in. */
const MOST_BEFORE_NAMED_ALONE = MOST_CONNECTIONS / 2;
const RETRY_MS = 5_000;
/** A connection that takes longer to finish is cut. */
const DRAIN_MS = 5_000;

type Given = { host: string; port: number; idleMs?: number; retryMs?: number };

export type Listening = {
  /** Where it listens now; null while the port is taken. */
  address: () => AddressInfo | null;
  /** Answers what is at hand and closes every connection. */
  stop: () => Promise<void>;
};

/** Who has how many connections. */
class Lines {
  readonly #unnamed = new Map<string, Set<Socket>>();
  readonly #ofDevice = new Map<string, Set<Socket>>();

  /** Whether an address may have one more. */
  admits(address: string, devices: number): boolean {
    return (this.#unnamed.get(address)?.size ?? 0) < MOST_UNNAMED * Math.max(1, devices);
  }

  opened(address: string, socket: Socket): void {
    this.#add(this.#unnamed, address, socket);
  }

  /** Counts it among a device's instead; false when that has enough. */
  joins(address: string, socket: Socket, deviceId: string): boolean {
    const known = this.#ofDevice.get(deviceId);
    if (known?.has(socket)) return true;
    if ((known?.size ?? 0) >= MOST_OF_A_DEVICE) return false;
    this.#add(this.#ofDevice, deviceId, socket);
    this.#remove(this.#unnamed, address, socket);
    return true;
  }

  closed(socket: Socket): void {
    for (const map of [this.#unnamed, this.#ofDevice]) {
      for (const key of map.keys()) this.#remove(map, key, socket);
    }
  }

  #add(map: Map<string, Set<Socket>>, key: string, socket: Socket): void {
    const known = map.get(key);
    if (known) known.add(socket);
    else map.set(key, new Set([socket]));
  }

  #remove(map: Map<string, Set<Socket>>, key: string, socket: Socket): void {
    const known = map.get(key);
    if (known?.delete(socket) && known.size === 0) map.delete(key);
  }
}

/**
 * Listens for MLLP until it is stopped. Several workers may run on one machine: while the port is
 * another's it is tried again, so that one of them takes over when that one ends.
 */
export function keepListening({
  host,
  port,
  idleMs = IDLE_MS,
  retryMs = RETRY_MS,
}: Given): Listening {
  const lines = new Lines();
  const served = new Map<Socket, Served>();
  let stopped = false;
  let waiting: NodeJS.Timeout | undefined;
  let failing: string | undefined;

  const serve = (socket: Socket, address: string) => {
    lines.opened(address, socket);
    const joins = (deviceId: string) => lines.joins(address, socket, deviceId);
    const line = { address, peersAt, joins };
    served.set(
      socket,
      serveConnection(socket, (frame) => answerFrame(frame, line), idleMs),
    );
    socket.once('close', () => {
      lines.closed(socket);
      served.delete(socket);
    });
  };

  const admit = async (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress);
    // Asked only where it is needed: while the address has few there is nothing to know.
    if (address === null) return void socket.destroy();
    const crowded = () => served.size >= MOST_BEFORE_NAMED_ALONE;
    if (!crowded() && lines.admits(address, 1)) return serve(socket, address);
    const lost = () => undefined;
    socket.on('error', lost);
    const peers = await peersAt(address).catch(() => []);
    const devices = new Set(peers.map(({ device_id }) => device_id)).size;
    socket.off('error', lost);
    if (socket.destroyed || stopped) return void socket.destroy();
    const mayCome = devices > 0 || !crowded();
    if (mayCome && lines.admits(address, devices)) return serve(socket, address);
    log.warn({ address }, 'too many MLLP connections');
    const cause = 'too_many_requests';
    noteRefusal({ address, application: null, facility: null, device: null, cause }, new Date());
    socket.destroy();
  };

  const server: Server = createServer((socket) => void admit(socket));
  server.maxConnections = MOST_CONNECTIONS;

  const listen = () => {
    // Not shared with others of this machine: two listeners must never take turns.
    if (!stopped) server.listen({ host, port, exclusive: true });
  };
  server.on('listening', () => {
    failing = undefined;
    log.info({ mllp: server.address() }, 'MLLP listens');
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason = error.code ?? error.message;
    if (reason !== failing) log.warn({ reason, host, port }, 'MLLP cannot listen yet');
    failing = reason;
    if (!server.listening && !stopped) waiting = setTimeout(listen, retryMs);
  });
  listen();

  return {
    address() {
      const address = server.listening ? server.address() : null;
      return typeof address === 'object' ? address : null;
    },
    async stop() {
      stopped = true;
      clearTimeout(waiting);
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => {
        for (const socket of served.keys()) socket.destroy();
      }, DRAIN_MS);
      await Promise.all([...served.values()].map((one) => one.finish()));
      await ended;
      clearTimeout(cut);
    },
  };
}
