import { serve } from '@/lib/entry/serve';
import { dictionaryEndpoint } from '@/lib/exports/endpoints';
import { readDictionary } from '@/lib/exports/read-dictionary';

export const GET = serve(dictionaryEndpoint, async (ctx) => readDictionary(ctx));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
