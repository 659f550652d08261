// Keeps one child process running, with growing pauses when it keeps dying.
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @param {object} options
 * @param {string} options.name for messages
 * @param {string[]} options.command
 * @param {Record<string, string>} options.environment
 * @param {string} options.folder
 * @param {(line: string) => void} options.onLine one line of its output
 * @param {number} [options.giveUpAfter] deaths before the first sign of health that end the start
 */
export function supervise({ name, command, environment, folder, onLine, giveUpAfter = 3 }) {
  const recent = [];
  const pause = new AbortController();
  let child;
  let stopping = false;
  let healthy = false;
  let deaths = 0;
  let gaveUp;
  const failed = new Promise((resolve) => (gaveUp = resolve));

  const loop = (async () => {
    for (let wait = 1_000; !stopping;) {
      const began = Date.now();
      const how = await lifetime();
      if (stopping) return;
      deaths += 1;
      if (!healthy && deaths >= giveUpAfter) {
        gaveUp(`The ${name} does not start (${how}). It said:\n${recent.join('\n')}`);
        return;
      }
      if (Date.now() - began > 60_000) wait = 1_000;
      console.error(`The ${name} ended (${how}); it is started again in ${wait / 1000} s.`);
      await delay(wait, undefined, { signal: pause.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, 30_000);
    }
  })();

  function lifetime() {
    return new Promise((resolve) => {
      const [program, ...words] = command;
      // A group of its own: Ctrl-C reaches only the parent, which ends its children in order.
      child = spawn(program, words, {
        cwd: folder,
        env: { ...environment, SUPERVISOR_PID: String(process.pid) },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      for (const stream of [child.stdout, child.stderr]) eachLine(stream, heard);
      child.on('error', (error) => resolve(error.message));
      child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
  }

  function heard(line) {
    recent.push(line);
    if (recent.length > 40) recent.shift();
    onLine(line);
  }

  return {
    /** Resolves to a message if it keeps dying before it was ever healthy. */
    failed,
    markHealthy() {
      healthy = true;
    },
    /** Asks it to end, and ends it by force after so many milliseconds. */
    async stop(patience) {
      stopping = true;
      pause.abort();
      child?.kill('SIGTERM');
      const forced = setTimeout(() => child?.kill('SIGKILL'), patience);
      await loop;
      clearTimeout(forced);
    },
    killNow() {
      child?.kill('SIGKILL');
    },
  };
}

function eachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  stream.on('end', () => rest && onLine(rest));
}
