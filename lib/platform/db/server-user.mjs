// PostgreSQL refuses to run as root: as root it runs as the user "postgres", made if need be.
import { spawnSync } from 'node:child_process';

/**
 * @typedef {{ name: string, uid: number, gid: number }} ServerUser
 * @returns {ServerUser | undefined} undefined when the present user may run the server itself
 */
export function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  const name = 'postgres';
  const found = lookUp(name);
  if (found) return found;
  // useradd where Debian or Red Hat made the machine, adduser where Alpine did.
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'ignore' });
  const made = lookUp(name);
  if (made) return made;
  spawnSync('adduser', ['-S', '-D', '-H', name], { stdio: 'ignore' });
  const madeOtherwise = lookUp(name);
  if (madeOtherwise) return madeOtherwise;
  throw new Error(
    'PostgreSQL does not run as root, and no user "postgres" could be made for it. ' +
      'Make one (useradd --system postgres), start Benchwatch as another user, or set DATABASE_URL.',
  );
}

function lookUp(name) {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return answer.status === 0 ? Number(answer.stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { name, uid, gid };
}
