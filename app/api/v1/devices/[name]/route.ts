import { serve } from '@/lib/entry/serve';
import { changeDevice } from '@/lib/devices/change-device';
import { devices, readDeviceEndpoint } from '@/lib/devices/endpoints';
import { readDevice } from '@/lib/devices/read-device';

export const GET = serve(readDeviceEndpoint, (ctx, { params }) => readDevice(ctx, params.name));
export const PATCH = serve(devices.change, (ctx, { params, body }) =>
  changeDevice(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
