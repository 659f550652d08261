import { readFileSync } from 'node:fs';
import { pool } from '@/lib/platform/db/client';

/** CPU seconds that a process has used, where it runs on this Linux machine; otherwise none. */
export function cpuSecondsOf(pid: number): number {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(after[11]) + Number(after[12])) / 100;
  } catch {
    return 0;
  }
}

/** What each connection had used when it was seen last: one that ended stays counted. */
const used = new Map<number, number>();

/** CPU seconds so far of this process, and of its connections in the database's server. */
export async function cpuSeconds(): Promise<{ program: number; server: number }> {
  const { rows } = await pool().query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'benchwatch'`,
  );
  for (const { pid } of rows) used.set(pid, Math.max(used.get(pid) ?? 0, cpuSecondsOf(pid)));
  const { user, system } = process.cpuUsage();
  return {
    program: (user + system) / 1e6,
    server: [...used.values()].reduce((sum, each) => sum + each, 0),
  };
}
