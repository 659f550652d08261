// npm run create-admin -- --email ada@example.org --name "Ada Lovelace" --lab north
import { text } from 'node:stream/consumers';
import { commandCtx, needed, optionsOf, runAs } from '@/lib/people/command-line';
import { createAdmin } from '@/lib/people/create-admin';

const HELP = `
Makes a person admin of a lab. Demo mode ends with the first one.

  npm run create-admin -- --email EMAIL --lab SLUG [--name NAME] [--password-stdin]

  --email            what they sign in with
  --lab              the lab's short name
  --name             how colleagues know them (default: the email)
  --password-stdin   reads their password from standard input; without it a link is printed, by
                     which they choose it themselves, once, within a day`;

await runAs(HELP, async (words) => {
  const { values } = optionsOf(
    {
      email: { type: 'string' },
      lab: { type: 'string' },
      name: { type: 'string' },
      'password-stdin': { type: 'boolean' },
    },
    words,
  );
  const email = needed(values.email, '--email');
  const ctx = await commandCtx(needed(values.lab, '--lab'));
  const password = values['password-stdin']
    ? (await text(process.stdin)).replace(/\r?\n$/, '')
    : undefined;
  const made = await createAdmin(ctx, { email, name: values.name ?? email }, password);
  console.log(`${made.email} is admin of ${ctx.lab.slug}.`);
  if (made.link) console.log(`To choose a password, once, within a day:\n${made.link.link}`);
  else console.log('They sign in with their own password.');
});
