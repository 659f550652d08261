import { serve } from '@/lib/entry/serve';
import { createRejectionReason } from '@/lib/labs/rejection-reasons/create-rejection-reason';
import { rejectionReasons } from '@/lib/labs/endpoints';
import { listRejectionReasons } from '@/lib/labs/rejection-reasons/list-rejection-reasons';

export const GET = serve(rejectionReasons.list, (ctx, { query }) =>
  listRejectionReasons(ctx, query),
);
export const POST = serve(rejectionReasons.create, (ctx, { body }) =>
  createRejectionReason(ctx, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
