import { serve } from '@/lib/entry/serve';
import { AnswerWithStatus } from '@/lib/platform/http/answer-with-status';
import { listProcessesEndpoint, registerProcessEndpoint } from '@/lib/processes/endpoints';
import { listProcesses } from '@/lib/processes/list-processes';
import { registerProcess } from '@/lib/processes/register-process';

export const GET = serve(listProcessesEndpoint, (ctx, { query }) => listProcesses(ctx, query));

export const POST = serve(registerProcessEndpoint, async (ctx, { body }) => {
  const { process, created } = await registerProcess(ctx, body);
  return new AnswerWithStatus(created ? 201 : 200, process);
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
