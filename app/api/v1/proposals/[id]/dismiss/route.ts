import { serve } from '@/lib/entry/serve';
import { dismissProposal } from '@/lib/instruments/proposals/dismiss-proposal';
import { dismissProposalEndpoint } from '@/lib/instruments/proposals/endpoints';

export const POST = serve(dismissProposalEndpoint, (ctx, { params, body }) =>
  dismissProposal(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
