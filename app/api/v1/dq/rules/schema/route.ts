import { serve } from '@/lib/entry/serve';
import { rulesJsonSchema } from '@/lib/quality/dialect/json-schema';
import { rulesSchemaEndpoint } from '@/lib/quality/endpoints';

export const GET = serve(rulesSchemaEndpoint, async () => rulesJsonSchema());

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
