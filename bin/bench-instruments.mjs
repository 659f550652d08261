// npm run bench:instruments [-- --messages 4000]: how many messages of instruments are accepted and
// applied a second, by HTTP against a built portal in a database of its own, beside bare INSERTs of
// the same bytes; and what is answered when more comes than is applied.
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { percentiles, sender, timedAll } from './bench/send-signed.mjs';
import { apiClient } from './chaos/api.mjs';
import { runCommand } from './database-environment.mjs';
import { openPortal } from './own-portal.mjs';
import { version } from './prepare.mjs';

const words = process.argv.slice(2);
const at = words.indexOf('--messages');
const MESSAGES = at < 0 ? 4_000 : Number(words[at + 1]);
const DEVICES = 4;
const AT_A_TIME = 16;
const MOST_PENDING = 2_000;
/** Overload: so many connections that send without a pause. */
const FLOOD = 64;
const FLOOD_MESSAGES = MOST_PENDING + 2_000;
const ANALYTES = ['NA', 'K', 'CL', 'CREA'];
const PACKED = 10;
let specimens = 0;
const nextSpecimen = () => `B${(specimens += 1)}`;

if (!Number.isInteger(MESSAGES) || MESSAGES < 100) {
  console.error('--messages: a whole number, 100 at least.');
  process.exit(2);
}

await runCommand(async () => {
  const portal = await openPortal('bench-instruments', {
    INSTRUMENT_MAX_PENDING: String(Math.max(MOST_PENDING, Math.ceil(MESSAGES / DEVICES))),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void portal.close().finally(() => process.exit(1)));
  }
  try {
    await bench(portal);
  } finally {
    await portal.close();
  }
});

async function bench(portal) {
  await portal.ensureBuilt();
  await portal.migrate();
  const parts = { web: portal.start('web'), worker: portal.start('worker') };
  await portal.command('create-lab', '--slug', 'bench', '--name', 'Bench', '--time-zone', 'UTC');
  const key = await portal.command('api-key', '--lab', 'bench', '--role', 'admin', '--name', 'b');
  await portal.answers();
  const ask = apiClient(portal.url, key.trim());
  const database = new pg.Pool({
    connectionString: portal.environment.DATABASE_URL,
    max: AT_A_TIME,
    options: '-c TimeZone=UTC',
  });
  database.on('error', () => undefined);
  try {
    const { rows } = await database.query(`SELECT current_setting('server_version') AS version`);
    console.log(
      `- ${os.cpus().length} cores (${os.cpus()[0]?.model.trim() ?? ''}), load average ${os.loadavg()[0]?.toFixed(1)} at the start\n` +
        `- Node ${process.versions.node}, PostgreSQL ${rows[0].version}, Benchwatch ${version()}\n` +
        `- portal, worker, database and the instruments on the same machine; ${DEVICES} instruments, ${AT_A_TIME} connections\n` +
        `- an event: the ${ANALYTES.length} results of a test, which is started and submitted by them\n`,
    );
    await measure(portal, parts, ask, database);
  } finally {
    await database.end();
  }
}

function eventOf(specimen) {
  const results = ANALYTES.map((analyte, nth) => ({ analyte, value: 100 + nth, unit: 'mmol/L' }));
  return { type: 'specimen.resulted', data: { specimen_id: specimen, assay: 'BMP', results } };
}

function messagesFor(devices, count, packed) {
  return Array.from({ length: count }, (_, nth) => {
    const events = Array.from({ length: packed }, () => eventOf(nextSpecimen()));
    const text = JSON.stringify(packed === 1 ? events[0] : events);
    return { device: devices[nth % devices.length], text, id: randomUUID() };
  });
}

async function measure(portal, parts, ask, database) {
  const { web, worker } = parts;
  const needed = 200 + 2 * MESSAGES + MESSAGES + FLOOD_MESSAGES;
  const devices = await makeLab(ask, needed);
  const { send, close } = sender(portal.url, FLOOD);
  const lines = [];
  const row = (name, events, seconds, values, cpu = NaN) =>
    lines.push([
      name,
      perSecond(events / seconds),
      ...percentiles(values).map(milliseconds),
      Number.isNaN(cpu) ? '' : ((1000 * cpu) / events).toFixed(2),
    ]);
  const cpuOf = (part, before = 0) => portal.cpuSeconds(part) - before;

  // The first answers load what all share.
  await timedAll(messagesFor(devices, 200, 1), AT_A_TIME, send);
  await untilApplied(database);

  const first = messagesFor(devices, MESSAGES, 1);
  const bare = await bareInserts(database, portal.environment.DATABASE_OWNER_URL, first);
  row('bare INSERT of the same bytes', MESSAGES, bare.seconds, bare.took.get(1) ?? []);

  worker.pause();
  const webBefore = cpuOf(web);
  const accepted = await timedAll(first, AT_A_TIME, send);
  expectAll(accepted.took, 202, MESSAGES);
  row(
    'accepted, nothing applied meanwhile',
    MESSAGES,
    accepted.seconds,
    accepted.took.get(202),
    cpuOf(web, webBefore),
  );
  const workerBefore = cpuOf(worker);
  const resumed = performance.now();
  worker.resume();
  await untilApplied(database);
  const drained = (performance.now() - resumed) / 1000;
  row('applied, nothing accepted meanwhile', MESSAGES, drained, [], cpuOf(worker, workerBefore));

  for (const packed of [1, PACKED]) {
    const count = Math.ceil(MESSAGES / packed);
    const since = new Date();
    const before = { web: cpuOf(web), worker: cpuOf(worker) };
    const both = await timedAll(messagesFor(devices, count, packed), AT_A_TIME, send);
    expectAll(both.took, 202, count);
    const name = packed === 1 ? 'both at once' : `both at once, ${packed} events a message`;
    const events = count * packed;
    row(`${name}: accepted`, events, both.seconds, both.took.get(202), cpuOf(web, before.web));
    await untilApplied(database);
    const { seconds, lags } = await appliedSince(database, since);
    row(`${name}: applied, after it came`, events, seconds, lags, cpuOf(worker, before.worker));
  }
  print(['events', 'a second', 'p50 ms', 'p95', 'p99', 'CPU ms an event'], lines);
  await overload(portal, worker, database, devices, send);
  await allSubmitted(database, specimens);
  close();
}

async function overload(portal, worker, database, devices, send) {
  const [device] = devices;
  const most = Number(portal.environment.INSTRUMENT_MAX_PENDING);
  const messages = messagesFor([device], FLOOD_MESSAGES, 1);
  const refused = [];
  worker.pause();
  const flood = await timedAll(messages, FLOOD, async (message) => {
    const status = await send(message);
    if (status !== 202) refused.push(message);
    return status;
  });
  worker.resume();
  console.log(
    `\nOverload: ${FLOOD_MESSAGES.toLocaleString('en-GB')} messages of one instrument on ${FLOOD} connections, while nothing is applied and ${most.toLocaleString('en-GB')} may wait:\n`,
  );
  const lines = [...flood.took]
    .sort(([a], [b]) => a - b)
    .map(([status, values]) => [
      status === 0 ? 'no answer within 10 s' : String(status),
      String(values.length),
      ...percentiles(values).map(milliseconds),
    ]);
  if (!flood.took.has(0)) lines.push(['no answer within 10 s', '0', '', '', '']);
  print(['answer', 'count', 'p50 ms', 'p95', 'p99'], lines);
  // Those refused come again until they are taken: nothing was forgotten.
  let rounds = 0;
  for (let left = refused; left.length > 0; rounds += 1) {
    const again = [];
    await timedAll(left, AT_A_TIME, async (message) => {
      const status = await send(message);
      if (status !== 202 && status !== 200) again.push(message);
      return status;
    });
    left = again;
    if (left.length > 0) await delay(500);
  }
  await untilApplied(database);
  console.log(`\nSent again, all of them were taken and applied (${rounds} rounds).`);
}

async function bareInserts(database, ownerUrl, messages) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('CREATE TABLE bench_bytes (id uuid PRIMARY KEY, raw bytea NOT NULL)');
    await owner.query('GRANT INSERT ON bench_bytes TO PUBLIC');
    return await timedAll(messages, AT_A_TIME, async ({ text, id }) => {
      const { rowCount } = await database.query('INSERT INTO bench_bytes VALUES ($1, $2)', [
        id,
        Buffer.from(text),
      ]);
      return rowCount;
    });
  } finally {
    await owner.query('DROP TABLE IF EXISTS bench_bytes');
    await owner.end();
  }
}

async function makeLab(ask, count) {
  await ask('POST', '/assays', { code: 'BMP', name: 'Basic metabolic panel' });
  for (const code of ANALYTES) await ask('POST', '/analytes', { code, name: code, unit: 'mmol/L' });
  const devices = [];
  for (let nth = 1; nth <= DEVICES; nth += 1) {
    await ask('POST', '/devices', { name: `Bench ${nth}`, type: 'analyser' });
    const made = await ask('POST', `/devices/Bench%20${nth}/secrets`, {});
    devices.push({ path: made.webhook_path, secret: made.secret });
  }
  const received = new Date(Date.now() - 3_600_000).toISOString();
  const rows = Array.from({ length: count }, (_, nth) => `B${nth + 1},BMP,RECEIVED,${received}`);
  const form = new FormData();
  const csv = ['specimen_id,assay,status,received_at', ...rows].join('\n');
  form.set('file', new Blob([csv]), 'specimens.csv');
  const { id } = await ask('POST', '/imports', form);
  for (;;) {
    const { status, created } = await ask('GET', `/imports/${id}`);
    if (status === 'completed' && created === count) return devices;
    if (!['queued', 'running'].includes(status)) throw new Error(`The import ${status}.`);
    await delay(200);
  }
}

async function untilApplied(database) {
  for (;;) {
    const { rows } = await database.query(
      `SELECT 1 FROM instrument_messages WHERE status = 'accepted' LIMIT 1`,
    );
    if (rows.length === 0) return;
    await delay(20);
  }
}

/** From the first that came to the last that was applied, and how long each took. */
async function appliedSince(database, since) {
  const { rows } = await database.query(
    `SELECT extract(epoch FROM settled_at - received_at)::float8 * 1000 AS lag,
       extract(epoch FROM max(settled_at) OVER () - min(received_at) OVER ())::float8 AS seconds
     FROM instrument_messages WHERE received_at >= $1`,
    [since],
  );
  return { seconds: rows[0].seconds, lags: rows.map(({ lag }) => lag) };
}

/** What was measured must have happened. */
async function allSubmitted(database, count) {
  const { rows } = await database.query(
    `SELECT (SELECT count(*)::int FROM instrument_messages WHERE status <> 'applied') AS other,
       (SELECT count(*)::int FROM ordered_tests WHERE state_key = 'submitted') AS submitted,
       (SELECT count(*)::int FROM results) AS results`,
  );
  const [{ other, submitted, results }] = rows;
  if (other > 0 || submitted !== count || results !== count * ANALYTES.length) {
    throw new Error(
      `Of ${count} tests ${submitted} are submitted with ${results} results; ${other} messages were not applied.`,
    );
  }
  console.log(
    `Every event had its effect: ${submitted.toLocaleString('en-GB')} tests submitted with ${results.toLocaleString('en-GB')} results.`,
  );
}

function expectAll(took, status, count) {
  if (took.get(status)?.length === count) return;
  const said = [...took].map(([code, values]) => `${values.length} × ${code}`).join(', ');
  throw new Error(`Not all were answered ${status}: ${said}`);
}

function perSecond(value) {
  return Math.round(value).toLocaleString('en-GB');
}

function milliseconds(value) {
  if (Number.isNaN(value)) return '';
  return value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(1);
}

/** A Markdown table; numbers to the right. */
function print(header, rows) {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((cells) => cells[column].length)),
  );
  const line = (cells) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  console.log([line(header), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n'));
}
