import { serve } from '@/lib/entry/serve';
import { correctMilestoneEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { correctMilestone } from '@/lib/specimens/changes/correct-milestone';

export const POST = serve(correctMilestoneEndpoint, (ctx, { params, body }) =>
  correctMilestone(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
