import { isConnectionLost } from '../db/connection-lost';
import { AppError, type FieldError } from '../errors';
import { log } from '../log';

export type Problem = {
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: FieldError[];
  [member: string]: unknown;
};

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Invalid',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available',
};

/**
 * Any thrown thing as an AppError. What capabilities did not foresee becomes a general text: the
 * log has the rest under the same request id.
 */
export function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error;
  if (isConnectionLost(error)) {
    log.error({ request_id: requestId, err: error }, 'database away');
    return new AppError('unavailable', 'The database cannot be reached just now. Try again.', {
      retryAfterSeconds: 5,
    });
  }
  log.error({ request_id: requestId, err: error }, 'unexpected error');
  return new AppError(
    'internal',
    `Something went wrong on our side. Quote request ${requestId} when you report it.`,
  );
}

/** RFC 9457. */
export function problemOf(error: AppError, requestId: string): Problem {
  return {
    type: 'about:blank',
    title: TITLES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.fields ? { errors: error.fields } : {}),
    ...error.extra,
  };
}

export function problemResponse(error: AppError, requestId: string): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (error.retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(Math.ceil(error.retryAfterSeconds)));
  }
  if (error.status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(problemOf(error, requestId)), {
    status: error.status,
    headers,
  });
}
