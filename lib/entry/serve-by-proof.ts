import type { z } from 'zod';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { parseInput } from '@/lib/platform/http/parse-input';
import { problemResponse, toAppError } from '@/lib/platform/http/problem';
import { requestIdOf } from '@/lib/platform/http/request-id';
import { finishAnswer } from './finish-answer';

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

type Answered = { response: Response; actor?: string; lab?: string };

/**
 * How a request runs that proves by its own bytes who sends it: the handler gets it unread, and
 * nothing of it is parsed before.
 */
export function serveByProof<P extends z.ZodType>(
  endpoint: Endpoint<P>,
  handler: (
    request: Request,
    given: { params: z.output<P>; requestId: string; now: Date },
  ) => Promise<Answered>,
) {
  return async (request: Request, route: RouteContext): Promise<Response> => {
    const began = performance.now();
    const requestId = requestIdOf(request.headers);
    let answered: Answered;
    try {
      const params = parseInput(endpoint.params, await route.params);
      answered = await handler(request, { params, requestId, now: new Date() });
    } catch (error) {
      answered = { response: problemResponse(toAppError(error, requestId), requestId) };
    }
    const { response, actor, lab } = answered;
    finishAnswer(endpoint, request, response, { requestId, began, actor, lab });
    return response;
  };
}
