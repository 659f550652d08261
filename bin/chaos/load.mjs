// Instruments that report on specimens, each two messages: a preliminary value and the final one.
// No two messages have the same value, so that whatever became of each can be told from outside.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** One in so many asks once, and never learns what became of a message without an answer. */
const IMPATIENT = 11;
/** One in so many sends a message again that was answered, as after a lost connection. */
const REPEATS = 5;

export const numberOf = (nth) => `C${nth}`;
export const preliminaryOf = (nth) => String(1_000_000 + nth);
export const finalOf = (nth) => String(2_000_000 + nth);

const json = (nth, value, status) =>
  JSON.stringify({
    type: 'specimen.resulted',
    data: { specimen_id: numberOf(nth), results: [{ analyte: 'NA', value, status }] },
  });

/** Of one sender in MSH-3, with a control id of its own. */
const hl7 = (nth, value, status) =>
  [
    `MSH|^~\\&|CHAOS|LAB|BW|BW|20260301080000+0000||ORU^R01|${randomUUID().slice(0, 18)}|P|2.5.1`,
    `OBR|1||${numberOf(nth)}|A`,
    `OBX|1|NM|NA||${value}|mmol/L|||||${status === 'final' ? 'F' : 'P'}`,
    '',
  ].join('\r');

/**
 * @param {{ name: string, kind: 'json' | 'hl7', send: (message: { id: string, text: string }) => Promise<string> }[]} devices
 * @param {{ specimens: number, pauseMs: number }} options
 */
export function startLoad(devices, { specimens, pauseMs }) {
  let stopping = false;
  let next = 0;
  /** What the client knows, by specimen: how its two messages were answered. */
  const known = new Map();
  const counts = { accepted: 0, duplicate: 0, unknown: 0, refused: 0 };
  const lastAccepted = { json: 0, hl7: 0 };

  async function deliver(device, message, patient) {
    for (;;) {
      const how = await device.send(message);
      counts[how] += 1;
      if (how === 'accepted' || how === 'duplicate') {
        lastAccepted[device.kind] = Date.now();
        return 'accepted';
      }
      if (!patient) return how;
      await delay(100);
    }
  }

  async function report(device) {
    while (!stopping && next < specimens) {
      const nth = next++;
      const patient = nth % IMPATIENT !== 0;
      const write = device.kind === 'json' ? json : hl7;
      const answers = [];
      for (const [value, status] of [
        [preliminaryOf(nth), 'preliminary'],
        [finalOf(nth), 'final'],
      ]) {
        const message = { id: randomUUID(), text: write(nth, value, status) };
        answers.push(await deliver(device, message, patient));
        if (nth % REPEATS === 0 && answers.at(-1) === 'accepted') {
          await deliver(device, message, patient);
        }
      }
      known.set(nth, answers);
      await delay(pauseMs);
    }
  }

  const working = Promise.all(devices.map(report));
  return {
    known,
    counts,
    lastAccepted,
    /** Ends when every message that was begun is answered. */
    async stop() {
      stopping = true;
      await working;
    },
  };
}
