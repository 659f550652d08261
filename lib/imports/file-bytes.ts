import { pool } from '@/lib/platform/db/client';

/** An uploaded file is kept in pieces of this size. */
export const CHUNK_BYTES = 1024 * 1024;

/** The bytes of an import's file, a chunk at a time. */
export async function* fileBytes(labId: string, importId: string): AsyncGenerator<Buffer> {
  for (let index = 0; ; index += 1) {
    const { rows } = await pool().query<{ bytes: Buffer }>(
      'SELECT bytes FROM import_chunks WHERE lab_id = $1 AND import_id = $2 AND index = $3',
      [labId, importId, index],
    );
    const bytes = rows[0]?.bytes;
    if (!bytes) return;
    yield bytes;
  }
}
