import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mllpDecoder, mllpFrame } from '../hl7/mllp-frames';

/** An instrument's end of a connection. */
export async function callMllp(port: number, localAddress = '127.0.0.1') {
  const socket: Socket = connect({ host: '127.0.0.1', port, localAddress });
  const decoder = mllpDecoder(2 ** 20);
  const answers: string[] = [];
  const waiting: ((answer: string | null) => void)[] = [];
  let closed = false;
  socket.on('data', (chunk) => {
    if (typeof chunk === 'string') return;
    for (const { bytes } of decoder.push(chunk)) {
      const answer = Buffer.from(bytes).toString();
      const next = waiting.shift();
      if (next) next(answer);
      else answers.push(answer);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
    for (const next of waiting.splice(0)) next(null);
  });
  await once(socket, 'connect');
  const answer = (): Promise<string | null> => {
    const known = answers.shift();
    if (known !== undefined) return Promise.resolve(known);
    if (closed) return Promise.resolve(null);
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    socket,
    /** The next acknowledgement, or null once the connection is closed. */
    answer,
    write: (bytes: string | Uint8Array) => socket.write(bytes),
    /** Sends a message in its frame; gives its acknowledgement. */
    say(message: string | Uint8Array) {
      socket.write(mllpFrame(message));
      return answer();
    },
    async closed() {
      if (!closed) await once(socket, 'close');
    },
  };
}

let controlId = 0;

/** A message of its own each time: the state of a device. */
export function stateMessage({ application = 'ANALYZER', facility = 'LAB' } = {}): string {
  controlId += 1;
  return [
    `MSH|^~\\&|${application}|${facility}|BW|BW|20260301080000+0000||ESU^U01|M${controlId}|P|2.5`,
    'EQU|1^READER|20260301080000+0000|OP^Normal Operation',
    '',
  ].join('\r');
}
