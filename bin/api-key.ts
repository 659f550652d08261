// npm run --silent api-key -- --lab demo --role manager --name bi [--device "PlateReader"]
import { readDevice } from '@/lib/devices/read-device';
import { commandCtx, needed, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { createKey } from '@/lib/people/create-key';
import { KEY_ROLES } from '@/lib/platform/access/roles';

const HELP = `
Prints a new key, alone, on standard output. It is shown this once.

  npm run --silent api-key -- --lab SLUG --role ROLE --name NAME [--device DEVICE] [--days N]

  --lab      the lab's short name
  --role     ${KEY_ROLES.join(', ')}
  --name     where the key is used
  --device   the device's name; needed for an instrument
  --days     days until it expires (default: it does not)`;

await runAs(HELP, async (words) => {
  const { values } = optionsOf(
    {
      lab: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string' },
      device: { type: 'string' },
      days: { type: 'string' },
    },
    words,
  );
  const given = needed(values.role, '--role');
  const role = KEY_ROLES.find((candidate) => candidate === given);
  if (!role) throw new UsageError(`--role: one of ${KEY_ROLES.join(', ')}.`);
  const name = needed(values.name, '--name');
  if (role === 'instrument') needed(values.device, '--device');
  if (values.days !== undefined && !/^\d{1,4}$/.test(values.days)) {
    throw new UsageError('--days: a whole number of days.');
  }
  const ctx = await commandCtx(needed(values.lab, '--lab'));
  const device = values.device === undefined ? null : await readDevice(ctx, values.device);
  const { key } = await createKey(ctx, {
    name,
    role,
    deviceId: device?.id ?? null,
    expiresInDays: values.days === undefined ? null : Number(values.days),
  });
  console.log(key);
});
