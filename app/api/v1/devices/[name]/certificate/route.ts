import { changeCertificate, readCertificate } from '@/lib/devices/certificates/change-certificate';
import { changeCertificateEndpoint, readCertificateEndpoint } from '@/lib/devices/endpoints';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readCertificateEndpoint, (ctx, { params }) =>
  readCertificate(ctx, params.name),
);
export const PUT = serve(changeCertificateEndpoint, (ctx, { params, body }) =>
  changeCertificate(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
