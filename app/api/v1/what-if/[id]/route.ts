import { serve } from '@/lib/entry/serve';
import { cancelWhatIfEndpoint, readWhatIfEndpoint } from '@/lib/planning/endpoints';
import { cancelWhatIf } from '@/lib/planning/what-ifs/cancel-what-if';
import { readWhatIf } from '@/lib/planning/what-ifs/read-what-if';

export const GET = serve(readWhatIfEndpoint, (ctx, { params }) => readWhatIf(ctx, params.id));

export const DELETE = serve(cancelWhatIfEndpoint, (ctx, { params }) =>
  cancelWhatIf(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PATCH,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from '@/lib/entry/refusals';
