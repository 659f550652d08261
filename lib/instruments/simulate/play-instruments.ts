import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '@/lib/demo/random';
import type { Ask } from './ask-portal';
import { allowMllp, faultOf, makeDevice, panelsToPlay } from './prepare-lab';
import { type Answer, mllpWire, type Outgoing, signedWire, type Wire } from './send-message';
import { simulatedDevice, type SimulatedDevice, SPEAKS } from './simulated-device';
import { supplySpecimens } from './specimen-supply';
import { makeTally, type Tally } from './tally';

const TELL_MS = 5_000;
/** Sent again although it was answered, and signed with another secret, of all messages. */
const REPEATED = 0.02;
const BADLY_SIGNED = 0.005;
/** When the outage begins, and how long it lasts. */
const OUTAGE_AFTER_MS = 15_000;
const OUTAGE_MS = 10_000;
const AGAIN_MS = 1_000;

type Given = {
  url: string;
  mllp: { host: string; port: number } | null;
  devices: number;
  /** Messages a second, of all together. */
  rate: number;
  seconds: number | null;
  random: Random;
  signal: AbortSignal;
  say: (line: string) => void;
};

type Player = { device: SimulatedDevice; wire: Wire };

const WORDS: Readonly<Record<string, string>> = {
  '202': 'accepted',
  AA: 'accepted',
  '200': 'known already',
  '401': 'refused for their signature',
  '429': 'asked to come later',
  none: 'without an answer',
};
const wordOf = ({ said }: Answer) => WORDS[said] ?? `answered ${said}`;
const isDone = ({ said }: Answer) =>
  ['202', '200', 'AA', 'AR'].includes(said) || /^4(?!29)/.test(said);

/** Waits, or ends at once when the signal comes. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** Sends until it is answered for good, as an instrument does that forgets nothing. */
async function deliver(
  { device, wire }: Player,
  message: Outgoing,
  tally: Tally,
  signal: AbortSignal,
) {
  for (;;) {
    const began = performance.now();
    const answer = await wire.send(message);
    tally.count(`${device.name} (${device.speaks})`, wordOf(answer), performance.now() - began);
    if (isDone(answer) || signal.aborted) return;
    await pause((answer.retryAfterSeconds ?? 0) * 1000 || AGAIN_MS, signal);
  }
}

async function play(
  player: Player,
  everyMs: number,
  random: Random,
  tally: Tally,
  signal: AbortSignal,
) {
  let due = performance.now();
  while (!signal.aborted) {
    due += everyMs * -Math.log(1 - random.unit());
    await pause(Math.max(0, due - performance.now()), signal);
    // One that fell behind does not make up for it all at once.
    if (performance.now() - due > 2_000) due = performance.now();
    if (signal.aborted) return;
    const message = player.device.next();
    if (!message) continue;
    const isSigned = player.device.speaks !== 'mllp';
    if (isSigned && random.chance(BADLY_SIGNED)) {
      await deliver(player, { ...message, badlySigned: true }, tally, signal);
    }
    await deliver(player, message, tally, signal);
    if (random.chance(REPEATED)) await deliver(player, message, tally, signal);
  }
}

/** One that tells its state fails for a while, and again and again while it goes on. */
async function outages(players: readonly Player[], given: Given) {
  const able = players.filter(({ device }) => device.tellsState);
  for (let nth = 0; able.length > 0 && !given.signal.aborted; nth += 1) {
    const inTime = given.seconds === null ? OUTAGE_AFTER_MS : given.seconds * 300;
    await pause(nth === 0 ? Math.min(OUTAGE_AFTER_MS, inTime) : OUTAGE_MS * 6, given.signal);
    const device = able[nth % able.length]?.device;
    if (!device || given.signal.aborted) return;
    given.say(`${device.name} fails (ES).`);
    device.turn(true);
    await pause(Math.min(OUTAGE_MS, inTime), given.signal);
    device.turn(false);
    given.say(`${device.name} is back (OP).`);
  }
}

async function makePlayers(
  ask: Ask,
  given: Given,
  nextTube: () => ReturnType<ReturnType<typeof supplySpecimens>['next']>,
  panels: Awaited<ReturnType<typeof panelsToPlay>>,
) {
  const fault = await faultOf(ask);
  const ways = SPEAKS.filter((one) => one !== 'mllp' || given.mllp !== null);
  const players: Player[] = [];
  for (let nth = 0; nth < given.devices; nth += 1) {
    const name = `SIM-${nth + 1}`;
    const speaks = ways[nth % ways.length] ?? 'json';
    const { secret, webhookPath } = await makeDevice(ask, name, 'Simulated analyser');
    if (speaks === 'mllp') await allowMllp(ask, name);
    const wire =
      speaks === 'mllp' && given.mllp
        ? mllpWire(given.mllp.host, given.mllp.port)
        : signedWire(`${given.url}${webhookPath}`, secret);
    const { random } = given;
    players.push({
      device: simulatedDevice({ name, speaks, random, panels, fault, nextTube }),
      wire,
    });
  }
  return players;
}

/**
 * Makes instruments and plays them until the signal comes or the time is over. Tells every few
 * seconds what was sent and what came back, and all of it in the end.
 */
export async function playInstruments(ask: Ask, given: Given): Promise<void> {
  const { say, random } = given;
  const over = given.seconds === null ? [] : [AbortSignal.timeout(given.seconds * 1000)];
  const panels = await panelsToPlay(ask);
  const prefix = `SIM${Date.now().toString(36).toUpperCase()}`;
  const supply = supplySpecimens(ask, random, panels, prefix);
  const players = await makePlayers(ask, given, () => supply.next(), panels);
  for (const { device } of players) say(`${device.name} speaks ${device.speaks}.`);
  const signal = AbortSignal.any([given.signal, ...over]);
  const tally = makeTally();
  const telling = setInterval(() => say(tally.line()), TELL_MS);
  const everyMs = (1000 * players.length) / given.rate;
  try {
    await Promise.all([
      ...players.map((player) => play(player, everyMs, random, tally, signal)),
      outages(players, { ...given, signal }),
    ]);
  } finally {
    clearInterval(telling);
    await supply.stop();
    for (const { wire } of players) wire.close();
  }
  for (const line of tally.summary()) say(line);
  say(`${supply.count()} specimens were ordered, ${prefix}-00001 and on.`);
}
