// npm run chaos [-- --kills 20]: kills the portal, the worker and the database in turn, from outside
// and without warning, while instruments report; then counts, as a client sees it, that no message
// that was answered is lost and none was applied twice. In a database of its own, in three minutes.
import { setTimeout as delay } from 'node:timers/promises';
import { apiClient } from './chaos/api.mjs';
import { countAsClient } from './chaos/count.mjs';
import { numberOf, startLoad } from './chaos/load.mjs';
import { mllpSender, sendSigned } from './chaos/senders.mjs';
import { runCommand } from './database-environment.mjs';
import { openPortal } from './own-portal.mjs';

const words = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(words[at + 1]);
};
const KILLS = option('kills', 20);
/** All that was killed must be back before the next is; together they may take as long. */
const KILLING_MS = 1000 * option('seconds', 120);
const SPECIMENS = 3_000;
const BY_HTTP = 4;
const BY_MLLP = 2;
const PAUSE_MS = 100;
const began = Date.now();
const say = (text) =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);

await runCommand(async () => {
  const portal = await openPortal('chaos');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void portal.close().finally(() => process.exit(1)));
  }
  try {
    return await chaos(portal);
  } finally {
    await portal.close();
  }
});

async function chaos(portal) {
  await portal.ensureBuilt();
  await portal.migrate();
  const parts = { web: portal.start('web'), worker: portal.start('worker') };
  await portal.command('create-lab', '--slug', 'chaos', '--name', 'Chaos', '--time-zone', 'UTC');
  const key = await portal.command('api-key', '--lab', 'chaos', '--role', 'admin', '--name', 'c');
  await portal.answers();
  const ask = apiClient(portal.url, key.trim());
  const devices = await makeInstruments(portal, ask);
  await makeSpecimens(ask);
  say(`${devices.length} instruments report on ${SPECIMENS} specimens`);

  const load = startLoad(devices, { specimens: SPECIMENS, pauseMs: PAUSE_MS });
  const killed = await killInTurn(portal, parts, load);
  await load.stop();
  const { accepted, duplicate, unknown, refused } = load.counts;
  say(
    `${killed} kills; answered: ${accepted} accepted, ${duplicate} known already, ${refused} refused; ${unknown} without an answer`,
  );
  await inboxIsEmpty(ask);
  say('nothing waits any more; counting');
  const { lost, twice, wrong, counted } = await countAsClient(ask, load.known);
  for (const line of [...lost, ...twice, ...wrong].slice(0, 20)) console.error(line);
  say(
    `${counted} specimens looked at: ${lost.length} messages lost, ${twice.length} applied twice, ${wrong.length} wrong otherwise`,
  );
  if (killed < KILLS) console.error(`Only ${killed} of ${KILLS} kills in the time there was.`);
  const good = lost.length + twice.length + wrong.length === 0 && counted > 0 && killed >= KILLS;
  return good ? 0 : 1;
}

async function makeInstruments(portal, ask) {
  await ask('POST', '/assays', { code: 'A', name: 'Sodium' });
  await ask('POST', '/analytes', { code: 'NA', name: 'Sodium', unit: 'mmol/L' });
  const devices = [];
  for (let nth = 1; nth <= BY_HTTP; nth += 1) {
    const name = `HTTP ${nth}`;
    await ask('POST', '/devices', { name, type: 'analyser' });
    const made = await ask('POST', `/devices/${encodeURIComponent(name)}/secrets`, {});
    const target = { url: portal.url, path: made.webhook_path, secret: made.secret };
    devices.push({ name, kind: 'json', send: (message) => sendSigned(target, message) });
  }
  await ask('POST', '/devices', { name: 'MLLP', type: 'analyser' });
  const peer = { network: '127.0.0.1', sending_application: 'CHAOS' };
  await ask('POST', '/devices/MLLP/peers', peer);
  for (let nth = 1; nth <= BY_MLLP; nth += 1) {
    devices.push({ name: `MLLP ${nth}`, kind: 'hl7', send: mllpSender(portal.mllpPort).send });
  }
  return devices;
}

async function makeSpecimens(ask) {
  const received = new Date(began - 3_600_000).toISOString();
  const rows = Array.from(
    { length: SPECIMENS },
    (_, nth) => `${numberOf(nth)},A,RECEIVED,${received}`,
  );
  const form = new FormData();
  const csv = ['specimen_id,assay,status,received_at', ...rows].join('\n');
  form.set('file', new Blob([csv]), 'specimens.csv');
  const { id } = await ask('POST', '/imports', form);
  for (;;) {
    const { status, created } = await ask('GET', `/imports/${id}`);
    if (status === 'completed' && created === SPECIMENS) return;
    if (!['queued', 'running'].includes(status))
      throw new Error(`The import ${status}: ${created}`);
    await delay(200);
  }
}

/** Kills one after the other, each once what was killed before is seen to work again. */
async function killInTurn(portal, parts, load) {
  const ends = Date.now() + KILLING_MS;
  const works = async (since, ...kinds) => {
    while (Date.now() < ends && kinds.some((kind) => load.lastAccepted[kind] <= since)) {
      await delay(25);
    }
    return kinds.every((kind) => load.lastAccepted[kind] > since);
  };
  const victims = [
    { name: 'web', pid: parts.web.pid, seen: ['json'] },
    { name: 'worker', pid: parts.worker.pid, seen: ['hl7'] },
    { name: 'database', pid: portal.databasePid, seen: ['json', 'hl7'] },
  ];
  let killed = 0;
  if (!(await works(0, 'json', 'hl7'))) return killed;
  while (killed < KILLS) {
    const { name, pid, seen } = victims[killed % victims.length];
    await delay(100 + Math.random() * 400);
    const victim = pid();
    if (victim === undefined) throw new Error(`The ${name} does not run.`);
    const before = load.counts.accepted;
    process.kill(victim, 'SIGKILL');
    const at = Date.now();
    // What was answered while it died says nothing of the next.
    await delay(50);
    if (!(await works(Date.now(), ...seen))) return killed;
    killed += 1;
    say(
      `killed the ${name} (${killed} of ${KILLS}): back after ${((Date.now() - at) / 1000).toFixed(1)} s, ${load.counts.accepted - before} accepted meanwhile`,
    );
  }
  return killed;
}

async function inboxIsEmpty(ask) {
  const ends = Date.now() + 60_000;
  for (;;) {
    const { data } = await ask('GET', '/instrument-messages?status=accepted&limit=1');
    if (data.length === 0) return;
    if (Date.now() > ends) throw new Error('Messages still wait to be applied after a minute.');
    await delay(200);
  }
}
