import { serve } from '@/lib/entry/serve';
import { listSecretsEndpoint, makeSecretEndpoint } from '@/lib/instruments/secrets/endpoints';
import { listSecrets } from '@/lib/instruments/secrets/list-secrets';
import { makeSecret } from '@/lib/instruments/secrets/make-secret';

export const GET = serve(listSecretsEndpoint, (ctx, { params }) => listSecrets(ctx, params.name));
export const POST = serve(makeSecretEndpoint, (ctx, { params, body }) =>
  makeSecret(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
