import { wipeLab } from '@/lib/containers/wipe-lab';
import { applyLabConfigEndpoint, wipeLabEndpoint } from '@/lib/devices/endpoints';
import { applyLabConfig } from '@/lib/devices/lab-config/apply-lab-config';
import { serve } from '@/lib/entry/serve';

export const PUT = serve(applyLabConfigEndpoint, (ctx, { body }) => applyLabConfig(ctx, body));
export const DELETE = serve(wipeLabEndpoint, (ctx) => wipeLab(ctx));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PATCH,
} from '@/lib/entry/refusals';
