import { serve } from '@/lib/entry/serve';
import { createDevice } from '@/lib/devices/create-device';
import { devices } from '@/lib/devices/endpoints';
import { listDevices } from '@/lib/devices/list-devices';

export const GET = serve(devices.list, (ctx, { query }) => listDevices(ctx, query));
export const POST = serve(devices.create, (ctx, { body }) => createDevice(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
