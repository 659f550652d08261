/**
 * One line of a child's output. People at a terminal see warnings and errors in words; a log
 * collector gets every line as it was written.
 * @param {string} line
 */
export function showLogLine(line) {
  if (!process.stdout.isTTY) {
    process.stdout.write(`${line}\n`);
    return;
  }
  const entry = parse(line);
  if (!entry) {
    process.stdout.write(`${line}\n`);
  } else if (entry.level >= 40) {
    const time = new Date(entry.time).toTimeString().slice(0, 8);
    const { level, msg, reason, err, requestId } = entry;
    const parts = [time, level >= 50 ? 'error' : 'warning', msg, reason ?? err?.message, requestId];
    process.stdout.write(`${parts.filter(Boolean).join('  ')}\n`);
  }
}

function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === 'number' ? entry : undefined;
  } catch {
    return undefined;
  }
}
