// npm run create-lab -- --slug north --name "North laboratory" --time-zone Europe/Berlin
import { allowedHosts } from '@/lib/alerts/channels/allowed-hosts';
import { readAddress } from '@/lib/alerts/channels/channel-address';
import { makeFirstChannel } from '@/lib/alerts/channels/first-channel';
import { createLab, isTimeZone } from '@/lib/labs/create-lab';
import { needed, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';

const HELP = `
Makes a lab with the default workflow, rejection reasons, calendar and target.

  npm run create-lab -- --slug SLUG --name NAME --time-zone ZONE [--sla-hours H]

  --slug        short name in addresses: a-z, 0-9 and hyphens, at most 40
  --name        full name, in quotes
  --time-zone   IANA name, such as Europe/Berlin
  --sla-hours   hours from receipt to release of the first target (default: SLA_HOURS, else 4)

The first lab gets a Teams channel where TEAMS_WEBHOOK_URL is set.

Then make its first admin with npm run create-admin.`;

/** First parts of addresses that are no lab's. */
const RESERVED = new Set(['sign-in', 'invitation', 'account', 'api', 'docs']);

await runAs(HELP, async (words) => {
  const { values } = optionsOf(
    {
      slug: { type: 'string' },
      name: { type: 'string' },
      'time-zone': { type: 'string' },
      'sla-hours': { type: 'string' },
    },
    words,
  );
  const slug = needed(values.slug, '--slug');
  const name = needed(values.name, '--name').trim();
  const timeZone = needed(values['time-zone'], '--time-zone');
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slug)) {
    throw new UsageError('--slug: use a-z, 0-9 and hyphens, at most 40, no hyphen at the ends.');
  }
  if (RESERVED.has(slug)) throw new UsageError(`--slug: ${slug} is an address of the portal.`);
  if (name === '' || name.length > 120) throw new UsageError('--name: 1 to 120 characters.');
  if (!isTimeZone(timeZone)) {
    throw new UsageError(`--time-zone: ${timeZone} is not an IANA time zone; try Europe/Berlin.`);
  }
  const hours = Number(values['sla-hours'] ?? process.env.SLA_HOURS ?? '4');
  if (!(hours > 0 && hours <= 8760)) throw new UsageError('--sla-hours: a number above 0.');
  const db = unboundDb();
  if (await db.lab.findUnique({ where: { slug } }))
    throw new Error(`There is a lab ${slug} already.`);
  const isFirst = (await db.lab.count()) === 0;
  const teams = isFirst ? env().TEAMS_WEBHOOK_URL : undefined;
  const address = teams === undefined ? null : readAddress(teams, await allowedHosts());
  if (address !== null && !(address instanceof URL)) {
    throw new UsageError(`TEAMS_WEBHOOK_URL: ${address.fault}`);
  }
  const lab = await createLab(db, { slug, name, timeZone, targetMinutes: Math.round(hours * 60) });
  if (teams !== undefined) await makeFirstChannel(lab, teams, new Date());
  console.log(
    `Lab ${lab.slug} made. Its first admin: npm run create-admin -- --lab ${slug} --email …`,
  );
});
