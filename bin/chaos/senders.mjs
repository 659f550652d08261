// How an instrument sends a message, once: what it learns is whether it was accepted.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';

/** An answer may take as long, then it counts as none. */
const PATIENCE_MS = 10_000;

/**
 * By HTTP, signed as Standard Webhooks says.
 * @returns {Promise<'accepted' | 'duplicate' | 'refused' | 'unknown'>} unknown: it may be stored
 */
export async function sendSigned({ url, path, secret }, { id, text }) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
  const signature = `v1,${hmac.update(`${id}.${timestamp}.${text}`).digest('base64')}`;
  try {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      },
      body: text,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said = await answer.text();
    if (answer.status === 202) return 'accepted';
    if (answer.status === 200) return 'duplicate';
    if (answer.status >= 500) return 'unknown';
    if (answer.status !== 429) console.error(`Refused: ${answer.status} ${said}`);
    return 'refused';
  } catch {
    return 'unknown';
  }
}

/** By MLLP, on one connection that is opened again when it is lost. */
export function mllpSender(port) {
  let socket;
  let waiting;
  let heard = '';
  const lost = () => {
    socket?.destroy();
    socket = undefined;
    heard = '';
    waiting?.('unknown');
  };
  const open = () => {
    const own = connect({ host: '127.0.0.1', port });
    socket = own;
    own.setEncoding('utf8');
    own.on('error', () => undefined);
    own.on('close', () => own === socket && lost());
    own.on('data', (piece) => {
      heard += piece;
      if (!heard.includes('\x1c')) return;
      const code = /\rMSA\|(A[AER])\|/.exec(heard)?.[1];
      // AE asks to send it again: the database is away.
      if (code !== 'AA' && code !== 'AE') console.error(`MLLP: ${heard.replaceAll('\r', ' ')}`);
      heard = '';
      waiting?.(code === 'AA' ? 'accepted' : 'unknown');
    });
  };
  return {
    send: ({ text }) =>
      new Promise((resolve) => {
        const timer = setTimeout(lost, PATIENCE_MS);
        waiting = (how) => {
          clearTimeout(timer);
          waiting = undefined;
          resolve(how);
        };
        if (!socket) open();
        socket.write(`\x0b${text}\x1c\r`);
      }),
    close: lost,
  };
}
