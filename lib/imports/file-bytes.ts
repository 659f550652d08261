import { pool } from '@/lib/platform/db/client';
import { readChunks } from '@/lib/platform/uploads/chunks';

/** The bytes of an import's file, a chunk at a time. */
export function fileBytes(labId: string, importId: string): AsyncGenerator<Buffer> {
  return readChunks(async (index) => {
    const { rows } = await pool().query<{ bytes: Buffer }>(
      'SELECT bytes FROM import_chunks WHERE lab_id = $1 AND import_id = $2 AND index = $3',
      [labId, importId, index],
    );
    return rows[0]?.bytes;
  });
}
