import { serve } from '@/lib/entry/serve';
import { revokeSecretEndpoint } from '@/lib/instruments/secrets/endpoints';
import { revokeSecret } from '@/lib/instruments/secrets/revoke-secret';

export const DELETE = serve(revokeSecretEndpoint, (ctx, { params }) =>
  revokeSecret(ctx, params.name, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
} from '@/lib/entry/refusals';
