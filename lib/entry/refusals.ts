import { corsHeaders } from '@/lib/entry/cors';
import { AppError } from '@/lib/platform/errors';
import { problemResponse } from '@/lib/platform/http/problem';
import { requestIdOf } from '@/lib/platform/http/request-id';
import { ENDPOINTS } from './endpoint-list';
import { addressOf, matchesAddress } from './endpoint-address';

function answer(request: Request, error: AppError): Response {
  const requestId = requestIdOf(request.headers);
  const response = problemResponse(error, requestId);
  response.headers.set('x-request-id', requestId);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('x-content-type-options', 'nosniff');
  for (const [name, value] of corsHeaders(request)) response.headers.append(name, value);
  return response;
}

/** 405 with the methods that the address does take; each route exports it for all the others. */
export function methodNotAllowed(request: Request): Response {
  const { pathname } = new URL(request.url);
  const allowed = ENDPOINTS.filter((endpoint) => matchesAddress(addressOf(endpoint), pathname));
  const methods = [...new Set(allowed.map(({ method }) => method))].join(', ');
  const error = new AppError('method_not_allowed', `This address takes ${methods || 'GET'} only.`);
  const response = answer(request, error);
  response.headers.set('allow', methods || 'GET');
  return response;
}

/** 404 for an address below /api that there is not. */
export function noSuchAddress(request: Request): Response {
  return answer(
    request,
    new AppError('not_found', 'There is nothing at this address; /docs lists what there is.'),
  );
}
