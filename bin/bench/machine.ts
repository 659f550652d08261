import os from 'node:os';
import type pg from 'pg';

/** What the figures were measured on, one fact a line. */
export async function machineFacts(pool: pg.Pool, version: string): Promise<string[]> {
  const { rows } = await pool.query<{ version: string; buffers: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('shared_buffers') AS buffers`,
  );
  const [cpu] = os.cpus();
  return [
    `${os.cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GB of memory, ${os.type()} ${os.arch()}`,
    `Node ${process.versions.node}, PostgreSQL ${rows[0]?.version ?? ''} (shared_buffers ${rows[0]?.buffers ?? ''})`,
    `Benchwatch ${version}, load average ${os.loadavg()[0]?.toFixed(1) ?? '?'} at the start`,
  ];
}
