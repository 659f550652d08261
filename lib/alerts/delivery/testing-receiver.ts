import { once } from 'node:events';
import http, {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { judgeTeamsMessage } from './testing-teams-rules';

/**
 * How the receiver meets a post: as what it is for would (`as_meant`: what is signed as a webhook 204,
 * all else as Teams), as Teams' Workflows do (`as_teams`: 202 without a body for a good card, 400 for
 * a bad one, 413 for a big one), or as they and what stands between do on bad days.
 */
export type Manner =
  | { is: 'as_meant' }
  | { is: 'as_teams' }
  | { is: 'answers'; status: number; headers?: Record<string, string>; body?: string }
  /** Takes it, and hangs up before it answers. */
  | { is: 'drops' }
  /** Takes it, and answers so much later. */
  | { is: 'slow'; ms: number }
  /** Takes it, and answers once it is let. */
  | { is: 'holds' };

export type Received = {
  path: string;
  headers: IncomingHttpHeaders;
  /** As JSON; its text where it is none. */
  body: unknown;
  at: number;
  /** Null where none was given. */
  status: number | null;
};

export const as = {
  meant: { is: 'as_meant' },
  teams: { is: 'as_teams' },
  tooMany: (retryAfter?: string): Manner => ({
    is: 'answers',
    status: 429,
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
  }),
  status: (status: number, body = '', headers: Record<string, string> = {}): Manner => ({
    is: 'answers',
    status,
    body,
    headers,
  }),
  drops: { is: 'drops' },
  slow: (ms: number): Manner => ({ is: 'slow', ms }),
  holds: { is: 'holds' },
} as const satisfies Record<string, Manner | ((...given: never[]) => Manner)>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

/** A local receiver of notifications; every path of it is a channel of its own. */
export class TestingReceiver {
  readonly received: Received[] = [];
  readonly #manners = new Map<string, Manner[]>();
  #letGo: (() => void)[] = [];
  #server = http.createServer((request, response) => {
    this.#meet(request, response).catch(() => response.destroy());
  });

  private constructor(private readonly tell: (one: Received) => void) {}

  /** `tell` is called of each that was answered, or was not. */
  static async start(port = 0, tell: (one: Received) => void = () => {}): Promise<TestingReceiver> {
    const receiver = new TestingReceiver(tell);
    receiver.#server.listen(port, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('It does not listen.');
    return address.port;
  }

  address(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** How the next posts to a path are met, in turn; the last holds for all that follow. */
  meet(path: string, ...manners: Manner[]): void {
    this.#manners.set(path, manners);
  }

  /** What came to a path, in its order. */
  at(path: string): Received[] {
    return this.received.filter((one) => one.path === path);
  }

  /** Answers what it holds, with 202. */
  letGo(): void {
    for (const go of this.#letGo.splice(0)) go();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #next(path: string): Manner {
    const manners = this.#manners.get(path) ?? [];
    return (manners.length > 1 ? manners.shift() : manners[0]) ?? as.meant;
  }

  async #meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const text = await textOf(request);
    const path = request.url ?? '/';
    const manner = this.#next(path);
    const one: Received = { path, headers: request.headers, body: parsed(text), at, status: null };
    this.received.push(one);
    const answer = (status: number, headers: Record<string, string> = {}, body = '') => {
      one.status = status;
      response.writeHead(status, headers).end(body);
      this.tell(one);
    };
    switch (manner.is) {
      case 'as_meant':
      case 'as_teams': {
        if (manner.is === 'as_meant' && 'webhook-signature' in request.headers) {
          return answer(typeof one.body === 'string' ? 400 : 204);
        }
        const { status, body } = judgeTeamsMessage(request.headers, text);
        return answer(status, {}, body);
      }
      case 'answers':
        return answer(manner.status, manner.headers, manner.body);
      case 'drops':
        response.destroy();
        return this.tell(one);
      case 'slow':
        await delay(manner.ms, undefined, { ref: false });
        return answer(202);
      case 'holds':
        await new Promise<void>((resolve) => this.#letGo.push(resolve));
        return answer(202);
    }
  }
}
