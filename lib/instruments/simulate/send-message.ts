import { connect, type Socket } from 'node:net';
import { newId } from '@/lib/platform/ids';
import { signatureOf } from '@/lib/platform/webhooks/standard-webhooks';
import { mllpDecoder, mllpFrame } from '../hl7/mllp-frames';

const PATIENCE_MS = 15_000;
const MOST_ANSWER_BYTES = 65_536;

/** What came back: an HTTP status, or the code of an acknowledgement; `none` in time. */
export type Answer = { said: string; retryAfterSeconds: number | null };

export type Outgoing = {
  /** The same for the same message sent again. */
  id: string;
  type: string;
  body: string | Uint8Array;
  /** Signed with a secret that is not the device's. */
  badlySigned?: boolean;
};

export type Wire = { send: (message: Outgoing) => Promise<Answer>; close: () => void };

const NOTHING: Answer = { said: 'none', retryAfterSeconds: null };

/** By HTTP, signed as Standard Webhooks says. */
export function signedWire(address: string, secret: string): Wire {
  const wrong = `whsec_${Buffer.alloc(32, newId()).toString('base64')}`;
  return {
    async send({ id, type, body, badlySigned = false }) {
      const bytes = new Uint8Array(Buffer.from(body));
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = signatureOf(badlySigned ? wrong : secret, { id, timestamp }, bytes);
      try {
        const response = await fetch(address, {
          method: 'POST',
          headers: {
            'content-type': type,
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': signature,
          },
          body: bytes,
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        await response.arrayBuffer();
        const after = Number(response.headers.get('retry-after') ?? NaN);
        return {
          said: String(response.status),
          retryAfterSeconds: Number.isFinite(after) ? after : null,
        };
      } catch {
        return NOTHING;
      }
    },
    close: () => undefined,
  };
}

/** By MLLP: one connection, one message at a time, opened again when it is lost. */
export function mllpWire(host: string, port: number): Wire {
  let socket: Socket | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let answered: (answer: Answer) => void = () => undefined;

  const drop = () => {
    socket?.destroy();
    socket = null;
    answered(NOTHING);
  };

  const open = (): Socket => {
    const own = connect({ host, port });
    const decoder = mllpDecoder(MOST_ANSWER_BYTES);
    own.on('error', () => undefined);
    own.on('close', () => {
      if (own === socket) drop();
    });
    own.on('data', (chunk) => {
      for (const { bytes } of decoder.push(Buffer.from(chunk))) {
        const code = /\rMSA\|(A[AER])\|/.exec(Buffer.from(bytes).toString())?.[1];
        answered({ said: code ?? 'none', retryAfterSeconds: null });
      }
    });
    return own;
  };

  const sendNow = (body: string | Uint8Array) =>
    new Promise<Answer>((resolve) => {
      const timer = setTimeout(drop, PATIENCE_MS);
      answered = (answer) => {
        clearTimeout(timer);
        answered = () => undefined;
        resolve(answer);
      };
      socket ??= open();
      socket.write(mllpFrame(body));
    });

  return {
    send({ body }) {
      const mine = turn.then(() => sendNow(body));
      turn = mine;
      return mine;
    },
    close: drop,
  };
}
