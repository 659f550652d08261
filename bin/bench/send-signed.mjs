// Signed messages over connections that stay open, as many at a time as asked, each with how long
// its answer took. Made to cost little beside what is measured.
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const TIMEOUT_MS = 10_000;

/**
 * @typedef {{ path: string, secret: string }} Device
 * @typedef {{ device: Device, text: string, id?: string }} Message
 */
export function sender(url, atATime) {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: atATime });

  /** @returns {Promise<number>} the status; 0 where no answer came in time */
  function send({ device, text, id = randomUUID() }) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const key = Buffer.from(device.secret.replace(/^whsec_/, ''), 'base64');
    const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`);
    return new Promise((resolve) => {
      const asked = request({
        agent,
        hostname,
        port,
        path: device.path,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${hmac.digest('base64')}`,
        },
        timeout: TIMEOUT_MS,
      });
      asked.on('response', (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(0));
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => resolve(0));
      asked.end(text);
    });
  }

  return { send, close: () => agent.destroy() };
}

/**
 * Does `work` for every item, so many at a time.
 * @returns {Promise<{ seconds: number, took: Map<unknown, number[]> }>} ms by what each gave
 */
export async function timedAll(items, atATime, work) {
  const left = items.values();
  const took = new Map();
  const began = performance.now();
  const lane = async () => {
    for (const item of left) {
      const start = performance.now();
      const gave = await work(item);
      const known = took.get(gave);
      if (known) known.push(performance.now() - start);
      else took.set(gave, [performance.now() - start]);
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  return { seconds: (performance.now() - began) / 1000, took };
}

/** p50, p95 and p99 of some milliseconds, nearest rank. */
export function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((p) => sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN);
}
