// npm run simulate -- --devices 5 --rate 50 [--url …] [--seconds …] [--lab demo] [--key …]
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { seededRandom } from '@/lib/demo/random';
import { askPortal, type Ask } from '@/lib/instruments/simulate/ask-portal';
import { playInstruments } from '@/lib/instruments/simulate/play-instruments';
import { commandCtx, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { createKey } from '@/lib/people/create-key';
import { revokeKey } from '@/lib/people/revoke-key';
import { env, EnvSchema } from '@/lib/platform/env';

const HELP = `
Plays instruments against a running portal: JSON, HL7 by HTTP and by MLLP, ASTM with and without
frames. One of them fails and comes back; some messages come twice, some are wrongly signed, some
name a specimen that nobody ordered. Ctrl-C ends it.

  npm run simulate -- [--devices 5] [--rate 50] [--seconds N] [--url URL] [--lab demo] [--key KEY]

  --devices   how many instruments (1 to 50); they are made as SIM-1, SIM-2 …
  --rate      messages a second, of all together
  --seconds   how long (default: until Ctrl-C)
  --url       the portal (default: APP_URL)
  --lab       the lab, where no key is given
  --key       the key of an admin of the lab; without it one is made, and revoked in the end
  --mllp      HOST:PORT of its MLLP listener (default: MLLP_PORT of this machine where the portal
              is on it; else MLLP is left out)`;

function count(text: string | undefined, option: string, otherwise: number, most: number): number {
  if (text === undefined) return otherwise;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw new UsageError(`${option}: a whole number, 1 to ${most}.`);
  return value;
}

function mllpAt(given: string | undefined, url: string): { host: string; port: number } | null {
  if (given !== undefined) {
    const [, host, port] = /^(.+):(\d{1,5})$/.exec(given) ?? [];
    if (!host || !port) throw new UsageError('--mllp: HOST:PORT.');
    return { host, port: Number(port) };
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
  const { data: port } = EnvSchema.shape.MLLP_PORT.safeParse(process.env.MLLP_PORT || undefined);
  return isHere && port ? { host: '127.0.0.1', port } : null;
}

/** A key for this run alone. */
async function withOwnKey(lab: string, work: (key: string) => Promise<void>): Promise<void> {
  const ctx = await commandCtx(lab);
  const given = { name: 'simulator', role: 'admin', deviceId: null, expiresInDays: 1 } as const;
  const { keyId, key } = await createKey(ctx, given);
  try {
    await work(key);
  } finally {
    await revokeKey({ ...ctx, now: new Date() }, { keyId });
  }
}

const Fates = z.object({
  data: z.array(z.object({ device: z.string(), code: z.string().nullable() })),
});

/** Waits for the inbox, and says what was not applied. */
async function tellFates(ask: Ask, from: Date): Promise<void> {
  const since = `from=${encodeURIComponent(from.toISOString())}&limit=500`;
  const own = async (status: string) => {
    const { data } = await ask(Fates, 'GET', `/instrument-messages?status=${status}&${since}`);
    return data.filter(({ device }) => device.startsWith('SIM-'));
  };
  for (let waited = 0; waited < 60 && (await own('accepted')).length > 0; waited += 1) {
    await delay(500);
  }
  const waiting = (await own('accepted')).length;
  if (waiting > 0) console.log(`${waiting} messages still wait to be applied.`);
  for (const status of ['quarantined', 'ignored']) {
    const codes = new Map<string, number>();
    for (const { code } of await own(status))
      codes.set(code ?? '', (codes.get(code ?? '') ?? 0) + 1);
    const named = [...codes].map(([code, many]) => `${many} ${code}`).join(', ');
    console.log(`${status}: ${named || 'none'}`);
  }
}

await runAs(HELP, async (words) => {
  const text = { type: 'string' } as const;
  const options = {
    devices: text,
    rate: text,
    seconds: text,
    url: text,
    lab: text,
    key: text,
    mllp: text,
  };
  const { values } = optionsOf(options, words);
  // With a key this may be another machine, which has no settings of the portal's.
  const own = () => (values.key === undefined ? env().APP_URL : process.env.APP_URL);
  const url = (values.url ?? own() ?? 'http://localhost:3000').replace(/\/+$/, '');
  if (!URL.canParse(url)) throw new UsageError('--url: an address such as http://localhost:3000.');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopping.abort());
  }
  const play = async (key: string) => {
    const ask = askPortal(url, key);
    const began = new Date();
    await playInstruments(ask, {
      url,
      mllp: mllpAt(values.mllp, url),
      devices: count(values.devices, '--devices', 5, 50),
      rate: count(values.rate, '--rate', 50, 2_000),
      seconds: values.seconds === undefined ? null : count(values.seconds, '--seconds', 1, 86_400),
      random: seededRandom(began.getTime(), 'simulate'),
      signal: stopping.signal,
      say: (line) => console.log(line),
    });
    await tellFates(ask, began);
  };
  if (values.key === undefined) await withOwnKey(values.lab ?? 'demo', play);
  else await play(values.key);
});
