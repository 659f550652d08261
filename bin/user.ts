// npm run user -- invite|role|remove|reset|disable|enable|list …
import { changeRole } from '@/lib/people/change-role';
import { commandCtx, needed, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { disablePerson, enablePerson } from '@/lib/people/disable-person';
import { invitePerson } from '@/lib/people/invite-person';
import { listPeople } from '@/lib/people/list-people';
import { makeResetLink } from '@/lib/people/make-reset-link';
import { removePerson } from '@/lib/people/remove-person';
import { ROLES, type Role } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';

const HELP = `
Looks after the people of a lab.

  npm run user -- invite  --lab SLUG --email EMAIL --role ROLE [--name NAME]   prints a link, valid 7 days
  npm run user -- role    --lab SLUG --email EMAIL --role ROLE
  npm run user -- remove  --lab SLUG --email EMAIL
  npm run user -- reset   --lab SLUG --email EMAIL    prints a link to choose a password, valid a day
  npm run user -- disable --lab SLUG --email EMAIL    in all labs; ends all sessions
  npm run user -- enable  --lab SLUG --email EMAIL
  npm run user -- list    --lab SLUG

  ROLE is one of ${ROLES.join(', ')}.`;

function roleOf(given: string | undefined): Role {
  const role = ROLES.find((candidate) => candidate === needed(given, '--role'));
  if (!role) throw new UsageError(`--role: one of ${ROLES.join(', ')}.`);
  return role;
}

async function idOf(ctx: Ctx, given: string | undefined): Promise<string> {
  const email = needed(given, '--email').trim().toLowerCase();
  const found = await unboundDb().user.findFirst({
    where: { email, memberships: { some: { labId: ctx.lab.id } } },
  });
  if (!found) throw new Error(`Nobody in lab ${ctx.lab.slug} has the email ${email}.`);
  return found.id;
}

await runAs(HELP, async (words) => {
  const { values, positionals } = optionsOf(
    {
      lab: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string' },
    },
    words,
  );
  const [verb, ...more] = positionals;
  if (verb === undefined || more.length > 0) throw new UsageError('Name one thing to do.');
  const { email, role } = values;
  const ctx = await commandCtx(needed(values.lab, '--lab'));
  switch (verb) {
    case 'invite': {
      const to = needed(email, '--email');
      const given = { email: to, name: values.name ?? to, role: roleOf(role) };
      console.log((await invitePerson(ctx, given)).link);
      return;
    }
    case 'role': {
      const changed = await changeRole(ctx, { userId: await idOf(ctx, email), role: roleOf(role) });
      console.log(`${email} is ${changed.role} of ${ctx.lab.slug}.`);
      return;
    }
    case 'remove':
      await removePerson(ctx, { userId: await idOf(ctx, email) });
      console.log(`${email} is no longer in ${ctx.lab.slug}.`);
      return;
    case 'reset':
      console.log((await makeResetLink(ctx, { userId: await idOf(ctx, email) })).link);
      return;
    case 'disable':
      await disablePerson(ctx, { userId: await idOf(ctx, email) });
      console.log(`${email} cannot sign in any more.`);
      return;
    case 'enable':
      await enablePerson(ctx, { userId: await idOf(ctx, email) });
      console.log(`${email} can sign in again.`);
      return;
    case 'list':
      for (const person of (await listPeople(ctx)).people) {
        console.log([person.email, person.role, person.status, person.name].join('\t'));
      }
      return;
    default:
      throw new UsageError(`${verb} is nothing this command does.`);
  }
});
