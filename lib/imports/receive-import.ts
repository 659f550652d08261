import { authorize, type Ctx } from '@/lib/platform/context';
import { env } from '@/lib/platform/env';
import { parseInput } from '@/lib/platform/http/parse-input';
import { tooLarge } from '@/lib/platform/uploads/chunks';
import { readForm } from '@/lib/platform/uploads/read-form';
import { announcesMoreThan, uploadOnce } from '@/lib/platform/uploads/upload-once';
import { ImportFormFields } from './contract';
import { authorizeImport } from './queue-import';
import { dropUpload, queueUpload, storeUpload } from './store-upload';

/**
 * Takes an uploaded CSV: its bytes are in the database before this answers. Too large is 413, a
 * body cut short 400, a wrong option 422, and each leaves nothing.
 */
export async function receiveImport(
  ctx: Ctx,
  request: Request,
): Promise<{ id: string; replayed: boolean }> {
  authorize(ctx, 'import');
  const maxBytes = env().IMPORT_MAX_MB * 1_000_000;
  if (announcesMoreThan(request, maxBytes)) throw tooLarge(maxBytes);
  const { fields, file } = await readForm(
    request,
    (name, bytes) => storeUpload(ctx, name, bytes, maxBytes),
    (kept) => dropUpload(ctx, kept.id),
  );
  try {
    const options = parseInput(ImportFormFields, fields);
    authorizeImport(ctx, options);
    const { sha256 } = file;
    const received = await uploadOnce(ctx, request, { sha256, options }, () =>
      queueUpload(ctx, file, options),
    );
    if (received.replayed) await dropUpload(ctx, file.id);
    return received;
  } catch (error) {
    await dropUpload(ctx, file.id);
    throw error;
  }
}
