import { serve } from '@/lib/entry/serve';
import { takeProposal } from '@/lib/instruments/proposals/take-proposal';
import { takeProposalEndpoint } from '@/lib/instruments/proposals/endpoints';

export const POST = serve(takeProposalEndpoint, (ctx, { params, body }) =>
  takeProposal(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
