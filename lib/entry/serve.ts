import type { z } from 'zod';
import type { Principal } from '@/lib/people/principal';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import { labDb } from '@/lib/platform/db/lab-db';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { AnswerWithStatus } from '@/lib/platform/http/answer-with-status';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { onceOnly } from '@/lib/platform/http/idempotency';
import { parseInput } from '@/lib/platform/http/parse-input';
import { problemResponse, toAppError } from '@/lib/platform/http/problem';
import { requestIdOf } from '@/lib/platform/http/request-id';
import { chooseLab } from './choose-lab';
import { finishAnswer } from './finish-answer';
import { identify } from './identify';
import { readJsonBody, readTextBody } from './read-json-body';

type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  request: Request;
};

type Handler<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = (
  ctx: Ctx,
  given: Given<P, Q, B>,
) => Promise<z.input<A> | AnswerWithStatus<z.input<A>> | Response>;

type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };

/** A page of another origin could make a browser send our cookie; only our own pages may write. */
function refuseCrossSite(request: Request, principal: Principal): void {
  if (principal.kind !== 'person' || request.method === 'GET' || request.method === 'HEAD') return;
  if (request.headers.get('origin') === new URL(env().APP_URL).origin) return;
  throw new AppError('cross_site', 'Requests with a cookie are taken from the portal itself only.');
}

/** `?a=1&a=2` as { a: ['1','2'] }, a single one as its text; `lab` names the lab and is taken out. */
function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    if (name === 'lab') continue;
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

/** The body a contract takes, with its bytes; null where it takes none. */
async function bodyOf(request: Request, endpoint: Endpoint) {
  const { takesBody, textTypes, maxBodyBytes } = endpoint;
  if (!takesBody) return null;
  return textTypes
    ? readTextBody(request, textTypes, maxBodyBytes)
    : readJsonBody(request, maxBodyBytes);
}

/** What a repeated request is known by: its bytes, without what nobody may keep even as a hash. */
function bytesToKnowBy(body: { bytes: Uint8Array; json: unknown }, endpoint: Endpoint): Uint8Array {
  const { json, bytes } = body;
  const { secrets = [] } = endpoint;
  if (secrets.length === 0 || typeof json !== 'object' || json === null) return bytes;
  const kept = Object.entries(json).filter(([name]) => !secrets.includes(name));
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(kept)));
}

/** What a request without a body is known by. */
const NO_BYTES = new Uint8Array();

async function answerOf(
  ctx: Ctx,
  endpoint: Endpoint,
  request: Request,
  body: Uint8Array | null,
  run: () => Promise<unknown>,
): Promise<Response> {
  const status = endpoint.status ?? 200;
  const key = request.headers.get('idempotency-key');
  if (key !== null && request.method === 'POST' && body !== null) {
    if (endpoint.shownOnce) {
      const reason = 'Leave out Idempotency-Key: this answer is shown once and never repeated.';
      throw new AppError('malformed', reason);
    }
    if (key === '' || key.length > 200) {
      throw new AppError('malformed', 'Idempotency-Key must have 1 to 200 characters.');
    }
    const path = new URL(request.url).pathname;
    const kept = await onceOnly(ctx, { method: 'POST', path, key, body }, async () => {
      const answer = await run();
      if (answer instanceof AnswerWithStatus) return answer;
      return { status, answer };
    });
    return Response.json(kept.answer, {
      status: kept.status,
      headers: kept.replayed ? { 'idempotency-replayed': 'true' } : {},
    });
  }
  const answer = await run();
  if (answer instanceof Response) return answer;
  if (answer instanceof AnswerWithStatus) {
    return Response.json(answer.answer, { status: answer.status });
  }
  return status === 204 ? new Response(null, { status }) : Response.json(answer, { status });
}

/**
 * The one way a request to /api/v1 runs: who, which lab, may they, is it from our own pages, is it
 * well formed, once only; then the handler, and its answer or a problem document. Every answer has
 * x-request-id and one line in the log.
 */
export function serve<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
>(endpoint: Endpoint<P, Q, B, A>, handler: Handler<P, Q, B, A>) {
  return async (request: Request, route: RouteContext): Promise<Response> => {
    const began = performance.now();
    const requestId = requestIdOf(request.headers);
    const url = new URL(request.url);
    let who: string | undefined;
    let labSlug: string | undefined;
    let response: Response;
    try {
      const principal = await identify(request);
      who = principal.kind === 'person' ? principal.userId : principal.keyId;
      const { actor, lab } = chooseLab(
        principal,
        request.headers.get('x-lab') ?? url.searchParams.get('lab'),
      );
      labSlug = lab.slug;
      refuseCrossSite(request, principal);
      if (!actorMay(actor, endpoint.may)) {
        throw new AppError('forbidden', 'Your role in this lab does not allow this.');
      }
      const ctx: Ctx = { actor, lab, requestId, now: new Date(), db: labDb(lab.id) };
      const body = await bodyOf(request, endpoint);
      const given: Given<P, Q, B> = {
        params: parseInput(endpoint.params, await route.params),
        query: parseInput(endpoint.query, queryOf(url)),
        body: parseInput(endpoint.body, body?.json),
        request,
      };
      // An upload is known by bytes that only its handler reads.
      const nothing = endpoint.upload ? null : NO_BYTES;
      const known = body === null ? nothing : bytesToKnowBy(body, endpoint);
      response = await answerOf(ctx, endpoint, request, known, () => handler(ctx, given));
    } catch (error) {
      response = problemResponse(toAppError(error, requestId), requestId);
    }
    finishAnswer(endpoint, request, response, { requestId, began, actor: who, lab: labSlug });
    return response;
  };
}
