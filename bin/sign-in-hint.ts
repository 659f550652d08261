// Printed at the end of npm start: how to sign in, by who there is.
import { demoPeople } from '@/lib/people/demo-people';
import { demoOffer, demoRequest, realAdminExists } from '@/lib/people/demo-mode';
import { PEER_HEADER } from '@/lib/platform/http/peer-address';
import { closeDatabase } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';

console.log(await hint());
await closeDatabase();

async function hint(): Promise<string> {
  const realAdmin = await realAdminExists();
  const people = await demoPeople(demoOffer(fromThisMachine(), realAdmin));
  if (people.length > 0) {
    const width = Math.max(...people.map(({ name }) => name.length));
    const lines = people.map(({ name, role, lab }) => `  ${name.padEnd(width)}  ${role}, ${lab}`);
    return [
      'This is a demo: choose a person on the sign-in page, no password is asked.',
      ...lines,
      'Your own first admin, which ends the demo: npm run create-admin',
    ].join('\n');
  }
  if (realAdmin) return 'Sign in with your e-mail address and password.';
  return 'Nobody can sign in yet. Make the first lab and its admin: npm run create-lab, then npm run create-admin';
}

/** A browser on this machine that opens the portal's own address. */
function fromThisMachine() {
  const headers = new Headers({ [PEER_HEADER]: '127.0.0.1', host: new URL(env().APP_URL).host });
  return demoRequest(headers, env());
}
