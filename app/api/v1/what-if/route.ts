import { serve } from '@/lib/entry/serve';
import { listWhatIfsEndpoint, startWhatIfEndpoint } from '@/lib/planning/endpoints';
import { listWhatIfs } from '@/lib/planning/what-ifs/list-what-ifs';
import { startWhatIf } from '@/lib/planning/what-ifs/start-what-if';

export const GET = serve(listWhatIfsEndpoint, (ctx, { query }) => listWhatIfs(ctx, query));

export const POST = serve(startWhatIfEndpoint, (ctx, { body }) => startWhatIf(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as DELETE,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from '@/lib/entry/refusals';
